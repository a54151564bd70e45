-- One line for the program that started wrk. Times are microseconds.
return function(summary, latency, threads)
  local built, exhausted = 0, 0
  for _, thread in ipairs(threads) do
    built = built + thread:get("built")
    exhausted = exhausted + thread:get("exhausted")
  end
  local errors = summary.errors
  io.write(string.format(
    "bench requests=%d micros=%d p50=%d p99=%d status=%d broken=%d built=%d exhausted=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, built, exhausted))
end
