--[[
Takes a person whom no partner has on its list out of those who need attention. The commit that puts them on a list
again sets their next digest: before or after this, never in between.

KEYS  1 list of the person's partners   2 attention   3 who is attended to
ARGV  1 person   2 the process that attends to them

Result  1 when taken out, 0 when they are on a list or were out already
]]
if redis.call('HGET', KEYS[3], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[3], ARGV[1]) end
if redis.call('ZCARD', KEYS[1]) > 0 then return 0 end
return redis.call('ZREM', KEYS[2], ARGV[1])
