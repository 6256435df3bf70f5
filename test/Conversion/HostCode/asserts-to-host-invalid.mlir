// RUN: a3-opt %s --a3-asserts-to-host --verify-diagnostics

// expected-error @below {{the first argument must be the runtime's table of functions; run --a3-host-signature first}}
func.func @no_host(%a: i1) {
  cf.assert %a, "out of bounds"
  return
}
