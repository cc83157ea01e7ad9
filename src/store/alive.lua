--[[
Writes down that a process is alive, and forgets those that have long been dead.

KEYS  1 processes
ARGV  1 the process   2 how long it is presumed alive, in milliseconds (0 when it ends: what it has taken is free)
]]
local time = redis.call('TIME')
local real = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', real)
if tonumber(ARGV[2]) > 0 then redis.call('ZADD', KEYS[1], real + ARGV[2], ARGV[1]) else redis.call('ZREM', KEYS[1], ARGV[1]) end
