--[[
Sets when a partner next needs attention, unless something happened since it was attended to: then the commit that
wrote it has set it, and that stands.

KEYS  1 log of the partner   2 attention
ARGV  1 partner   2 version attended to   3 next instant ('' for none)

Result  1 when set, 0 when something happened since
]]
if redis.call('LLEN', KEYS[1]) ~= tonumber(ARGV[2]) then return 0 end
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
end
return 1
