--[[
Appends events to a partner's log, if it still is as the writer saw it, and keeps all that hangs on it, as one step.

KEYS  1 log of the partner      2 attention   3 summaries   4 names   5 channels
      6 who is attended to      7 deliveries of the partner
      8 and on: the lists in which the partner's place changes
ARGV  1 partner   2 version seen (the length of the log)   3 last event seen ('' when none)   4 when it
      needs attention next ('' for never)
      5 summary   6, 7 name given up, name taken   8, 9 channel given up, channel taken ('' where nothing changes)
      10 the process whose attendance ends with this ('' when none does)
      11, 12 the channel on which all processes hear of this, and what they are told
      13 how many deliveries are recorded with this, then those, to be forgotten
      then how many people are new to digests, and for each two: the person, the instant of their next morning
      then for each list two: the member to remove, the member to add ('' for none)
      then the events

Result  'committed'
        {'behind', events}        the log is not as seen, nothing was changed; the events from the last one seen on
        {'taken', claim, holder}  another partner has that 'name' or 'channel', nothing was changed
]]
local log, attention, summaries, names, channels = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local id, version, last, attend, summary = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]

if redis.call('LLEN', log) ~= version or (version > 0 and redis.call('LINDEX', log, -1) ~= last) then
  return { 'behind', redis.call('LRANGE', log, math.max(version - 1, 0), -1) }
end

local function holder(claims, wanted)
  local by = wanted ~= '' and redis.call('HGET', claims, wanted)
  return by and by ~= id and by
end
local function move(claims, given, taken)
  if given ~= '' and redis.call('HGET', claims, given) == id then redis.call('HDEL', claims, given) end
  if taken ~= '' then redis.call('HSET', claims, taken, id) end
end

local by = holder(names, ARGV[7])
if by then return { 'taken', 'name', by } end
by = holder(channels, ARGV[9])
if by then return { 'taken', 'channel', by } end
move(names, ARGV[6], ARGV[7])
move(channels, ARGV[8], ARGV[9])

local at = 14 + ARGV[13]
if at > 14 then redis.call('HDEL', KEYS[7], unpack(ARGV, 14, at - 1)) end
local newcomers = tonumber(ARGV[at])
at = at + 1
for _ = 1, newcomers do
  -- Who waits for a digest already, of other partners, gets it no later.
  local known = redis.call('ZSCORE', attention, ARGV[at])
  if not known or tonumber(known) > tonumber(ARGV[at + 1]) then
    redis.call('ZADD', attention, ARGV[at + 1], ARGV[at])
  end
  at = at + 2
end
for n = 8, #KEYS do
  if ARGV[at] ~= '' then redis.call('ZREM', KEYS[n], ARGV[at]) end
  if ARGV[at + 1] ~= '' then redis.call('ZADD', KEYS[n], 0, ARGV[at + 1]) end
  at = at + 2
end

-- Most events leave the summary as it is: comparing spares the append-only file its bytes.
if redis.call('HGET', summaries, id) ~= summary then redis.call('HSET', summaries, id, summary) end
redis.call('RPUSH', log, unpack(ARGV, at))
if attend == '' then redis.call('ZREM', attention, id) else redis.call('ZADD', attention, attend, id) end
if ARGV[10] ~= '' and redis.call('HGET', KEYS[6], id) == ARGV[10] then redis.call('HDEL', KEYS[6], id) end
-- Who has no right to the channel does not listen on it either.
redis.pcall('PUBLISH', ARGV[11], ARGV[12])
return 'committed'
