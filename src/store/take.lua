--[[
Takes a partner or a person to attend to, unless nothing is due for them (any more) or a living process has taken them
already: that one looks again before it lets go. Reads what is new of a partner. When nothing is, and a first call to
Slack was foreseen for just this state, asks for it too: begin() is begin.lua. The instant now is that of the bot's
clock; whether a process is alive is told by the clock of Redis, which goes on while the bot's is set.

KEYS  1 attention   2 who is attended to   3 processes   4 log of the partner
      5 and on: those of begin.lua, when a call was foreseen
ARGV  1 who is taken   2 the process   3 how long it is presumed alive, in milliseconds   4 now
      5 the index in the log from which to read ('' for nothing to read)
      6 the last event of the state for which the call was foreseen   7 and on: those of begin.lua

Result  {'taken', events, what begin.lua says or false}, or {'left', {}, false}
]]
local attention, attended, processes, log = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, process, lives, now, from = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]

local due = redis.call('ZSCORE', attention, id)
if not due or tonumber(due) > now then return { 'left', {}, false } end

local time = redis.call('TIME')
local real = time[1] * 1000 + math.floor(time[2] / 1000)
local by = redis.call('HGET', attended, id)
if by and by ~= process then
  local alive = redis.call('ZSCORE', processes, by)
  if alive and tonumber(alive) > real then return { 'left', {}, false } end
end
redis.call('HSET', attended, id, process)
redis.call('ZADD', processes, real + lives, process)
local events = from == '' and {} or redis.call('LRANGE', log, from, -1)
local isForeseen = #KEYS > 4 and #events == 1 and events[1] == ARGV[6]
return { 'taken', events, isForeseen and begin({ unpack(KEYS, 5) }, { unpack(ARGV, 7) }) }
