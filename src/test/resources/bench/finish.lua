-- Ends the run now: wrk itself would sleep until the time it was given is over.
local ffi = require("ffi")
ffi.cdef("int getpid(void); int kill(int pid, int signal);")
local SIGINT = 2

return function()
  wrk.thread:stop()
  ffi.C.kill(ffi.C.getpid(), SIGINT)
end
