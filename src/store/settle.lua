--[[
Sets when a partner or a person next needs attention, and lets go of them; unless something happened since they were
attended to: then the commit that wrote it has set the instant, and whoever attends looks again.

KEYS  1 log of the partner   2 attention   3 who is attended to   4 deliveries
ARGV  1 who   2 version attended to ('' for whatever it is)   3 next instant ('' for none)   4 the process that attended
      then the deliveries that are recorded, to be forgotten

Result  1 when set, 0 when something happened since
]]
local log, attention, attended, deliveries = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, version, next, process = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

if #ARGV > 4 then redis.call('HDEL', deliveries, unpack(ARGV, 5)) end
if version ~= '' and redis.call('LLEN', log) ~= tonumber(version) then return 0 end
if next == '' then redis.call('ZREM', attention, id) else redis.call('ZADD', attention, next, id) end
if redis.call('HGET', attended, id) == process then redis.call('HDEL', attended, id) end
return 1
