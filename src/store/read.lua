--[[
Reads a partner that is not in the cache: its snapshot, and the events from the last one folded into it on.

KEYS  1 log of the partner   2 its snapshot
ARGV  1 format of the snapshots that the reader understands

Result  {packed snapshot, events}, or {false, all events} without a snapshot that fits
]]
local snapshot = redis.call('HMGET', KEYS[2], 'format', 'version', 'packed')
local version = tonumber(snapshot[2])
if snapshot[1] ~= ARGV[1] or not version or version > redis.call('LLEN', KEYS[1]) then
  return { false, redis.call('LRANGE', KEYS[1], 0, -1) }
end
return { snapshot[3], redis.call('LRANGE', KEYS[1], version - 1, -1) }
