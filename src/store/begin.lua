--[[
Asks whether a call to Slack may be made now; a yes is a turn taken and, for a delivery, written down as begun.
Instants are those of the bot's clock; only how long ago a delivery was begun is told by the clock of Redis, which
goes on while the bot's is set.

KEYS  1 deliveries of the partner   2 hold of the method   3 hold of the channel   4 turns taken and promised
ARGV  1 delivery ('' for none)   2 how long an attempt may live   3 now   4, 5 so many turns in so many
      milliseconds (0 for no limit)   6 who asks: their promised turn is kept for them

Result  {'go', 0}      none was begun before
        {'go', 1}      an earlier attempt was begun, and what became of it is not known
        {'busy', ms}   an attempt begun by somebody else may still be under way for so long
        {'wait', ms}   Slack asks us to wait, or others come first; come back after so long
]]
local deliveries, turns = KEYS[1], KEYS[4]
local delivery, lives, now, limit, window, who =
  ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6]
-- Clocks of several machines differ by less; one that is further behind was set back, and old promises are void.
local skew = 5000
-- Those who wait for the end of a hold come back in one line, so far apart: fast enough that what Slack takes at once is
-- used up before much of its next window is over, and slow enough that few more are refused than it takes to notice.
local apart = 3

-- A promised turn is kept for those who come late.
local kept = 3600000

local time = redis.call('TIME')
local real = time[1] * 1000 + math.floor(time[2] / 1000)
local begun = delivery ~= '' and redis.call('HGET', deliveries, delivery)
if begun and begun ~= 'unanswered' then
  local ago = real - tonumber(begun)
  if ago >= 0 and ago < lives then return { 'busy', lives - ago } end
end

for n = 2, 3 do
  local hold = redis.call('HMGET', KEYS[n], 'from', 'till', 'last')
  local from, till, last = tonumber(hold[1]), tonumber(hold[2]), tonumber(hold[3])
  if from and now >= from - skew and now < till then
    last = last and math.max(last + apart, till) or till
    redis.call('HSET', KEYS[n], 'last', last)
    redis.call('PEXPIRE', KEYS[n], last - now + 60000)
    return { 'wait', last - now }
  end
end

if limit > 0 then
  -- The last instant seen is kept below all turns, as a negative score.
  local seen = redis.call('ZSCORE', turns, 'seen')
  if seen and now < -tonumber(seen) - skew then redis.call('DEL', turns) end
  redis.call('ZREMRANGEBYSCORE', turns, 0, now - kept)
  local turn = tonumber(redis.call('ZSCORE', turns, who) or nil)
  if not turn then
    local nth = tonumber(redis.call('ZREVRANGE', turns, limit - 1, limit - 1, 'WITHSCORES')[2])
    turn = nth and nth >= 0 and math.max(now, nth + window) or now
  end
  local mine = turn > now and who or ('@' .. real .. time[2] .. who)
  if mine ~= who then redis.call('ZREM', turns, who) end
  redis.call('ZADD', turns, -now, 'seen', math.max(turn, now), mine)
  local last = tonumber(redis.call('ZREVRANGE', turns, 0, 0, 'WITHSCORES')[2])
  redis.call('PEXPIRE', turns, last - now + kept)
  if turn > now then return { 'wait', turn - now } end
end

if delivery ~= '' then redis.call('HSET', deliveries, delivery, real) end
return { 'go', begun and 1 or 0 }
