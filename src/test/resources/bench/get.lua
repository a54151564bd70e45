-- Reads the lines of a file in a random order, each line a path.
-- usage: wrk -H 'Authorization: ...' -s get.lua URL -- FILE [REQUESTS], to end after so many by each thread
local folder = debug.getinfo(1, "S").source:match("^@(.*/)")
local report = dofile(folder .. "report.lua")
local finish = dofile(folder .. "finish.lua")
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  paths = {}
  for path in io.lines(args[1]) do
    table.insert(paths, path)
  end
  last = tonumber(args[2])
  math.randomseed(4711 + number)
  built = 0
  exhausted = 0
end

function request()
  built = built + 1
  if built == last then
    finish()
  end
  return wrk.format("GET", paths[math.random(#paths)])
end

function done(summary, latency, requests)
  report(summary, latency, threads)
end
