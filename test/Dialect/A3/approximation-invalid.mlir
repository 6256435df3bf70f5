// RUN: a3-opt %s --verify-diagnostics --split-input-file

// expected-error @+1 {{needs m or t; exact attention has no approximation}}
#a = #a3.approximation<m = 0, t = 0.0>

// -----

// expected-error @+1 {{m counts iterations and must be at least 1, got -3}}
#a = #a3.approximation<m = -3, t = 5.0>

// -----

// expected-error @+1 {{must be above 0 and at most 100, got 1}}
#a = #a3.approximation<m = 1, t = 100.5>

// -----

// expected-error @+1 {{must be above 0 and at most 100, got -5}}
#a = #a3.approximation<m = 1, t = -5.0>

// -----

// expected-error @+1 {{duplicate or unknown struct parameter name: n}}
#a = #a3.approximation<n = 1>
