--[[
Takes a person whom no partner has on its list out of those who need attention. The commit that puts them on a list
again sets their next digest: before or after this, never in between.

KEYS  1 list of the person's partners   2 attention
ARGV  1 person

Result  1 when taken out, 0 when they are on a list or were out already
]]
if redis.call('ZCARD', KEYS[1]) > 0 then return 0 end
return redis.call('ZREM', KEYS[2], ARGV[1])
