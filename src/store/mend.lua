--[[
Puts one entry of an index right: a field of a hash, or a member of a sorted set. Only if it is still as it was found, and the
partner's log as it was read.

KEYS  1 log of the partner   2 index
ARGV  1 version read (the length of the log)   2 last event read ('' when none)   3 'hash' or 'set'   4 field or member
      5 what was found there, 6 what is to be there: a value, or a score ('' for no entry)

Result  1 when it was put right, 0 when something has changed meanwhile
]]
local log, index = KEYS[1], KEYS[2]
local version, last, kind, entry, found, wanted = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local commands = { hash = { 'HGET', 'HSET', 'HDEL' }, set = { 'ZSCORE', 'ZADD', 'ZREM' } }
local get, put, remove = unpack(commands[kind])

if redis.call('LLEN', log) ~= version or (redis.call('LINDEX', log, -1) or '') ~= last then return 0 end
if (redis.call(get, index, entry) or '') ~= found then return 0 end
if wanted == '' then
  redis.call(remove, index, entry)
elseif kind == 'hash' then
  redis.call(put, index, entry, wanted)
else
  redis.call(put, index, wanted, entry)
end
return 1
