-- Sends prepared requests, each once: thread N reads the file FOLDER/NAME-N, a sequence of records of four digits (the length) and the
-- bytes of a request. When a file ends the run ends, and says so: to begin again would send something twice.
-- usage: wrk -s post.lua URL -- FOLDER/NAME
local folder = debug.getinfo(1, "S").source:match("^@(.*/)")
local report = dofile(folder .. "report.lua")
local finish = dofile(folder .. "finish.lua")
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  requests = assert(io.open(args[1] .. "-" .. number, "rb"))
  requests:setvbuf("full", 65536)
  built = 0
  exhausted = 0
end

function request()
  local length = requests:read(4)
  if not length then
    exhausted = 1
    finish()
    return "GET /nothing HTTP/1.1\r\nHost: bench\r\n\r\n"
  end
  built = built + 1
  return requests:read(tonumber(length))
end

function done(summary, latency, requests)
  report(summary, latency, threads)
end
