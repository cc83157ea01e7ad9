--[[
Slack answered that there were too many calls: holds the method for so long, or for messages only the channel. When
several channels are held at once it is the workspace that has sent too many, and all messages are held; for a while
after that, at the first such answer.

KEYS  1 hold of the method   2 hold of the channel   3 channels held
ARGV  1 now   2 how long, in milliseconds   3 channel ('' when the whole method is meant)
]]
local now, ms, channel = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local severalChannels = 3

local function hold(key)
  local last = tonumber(redis.call('HGET', key, 'last')) or 0
  -- Nobody waits for longer than an hour: the clock was set back.
  if last > now + 3600000 then redis.call('DEL', key) last = 0 end
  redis.call('HSET', key, 'from', now, 'till', now + ms)
  redis.call('PEXPIRE', key, math.max(ms, last - now) + 60000)
end

if channel == '' then return hold(KEYS[1]) end
hold(KEYS[2])
redis.call('ZREMRANGEBYSCORE', KEYS[3], 0, now)
redis.call('ZADD', KEYS[3], now + ms, channel)
redis.call('PEXPIRE', KEYS[3], ms + 60000)
if redis.call('ZCARD', KEYS[3]) >= severalChannels or redis.call('EXISTS', KEYS[1]) == 1 then hold(KEYS[1]) end
