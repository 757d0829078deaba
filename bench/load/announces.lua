-- Sends announces in the order of a file, again and again, over kept-alive connections.
--
--   wrk ... -s announces.lua URL -- FILE FIRST_ROUND
--
-- FILE has two lines per announce: the request's first line up to the number of uploaded bytes, and
-- what comes after it. The number grows with every round through the file.

local heads = {}
local tails = {}
local index = 0
local round
local uploaded
local headers

local function next_round()
  round = round + 1
  uploaded = string.format("%d", round * 1048576)
end

function init(arguments)
  headers = " HTTP/1.1\r\nHost: " .. wrk.headers["Host"]
    .. "\r\nUser-Agent: qBittorrent/4.5.2\r\nAccept-Encoding: gzip\r\n\r\n"
  local count = 0
  local is_head = true
  for line in io.lines(arguments[1]) do
    if is_head then
      count = count + 1
      heads[count] = line
    else
      tails[count] = line .. headers
    end
    is_head = not is_head
  end
  round = tonumber(arguments[2])
  next_round()
end

function request()
  index = index + 1
  if index > #heads then
    index = 1
    next_round()
  end
  return heads[index] .. uploaded .. tails[index]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    "result requests=%d duration-us=%d p50-us=%d p99-us=%d errors=%d\n",
    summary.requests,
    summary.duration,
    latency:percentile(50),
    latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
