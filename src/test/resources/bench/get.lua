-- Reads the lines of a file in a random order, each line a path.
-- usage: wrk -H 'Authorization: ...' -s get.lua URL -- FILE
local report = dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "report.lua")
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
  math.randomseed(4711 + number)
  built = 0
  exhausted = 0
end

function request()
  built = built + 1
  return wrk.format("GET", paths[math.random(#paths)])
end

function done(summary, latency, requests)
  report(summary, latency, threads)
end
