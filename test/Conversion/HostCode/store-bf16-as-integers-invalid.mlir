// RUN: a3-opt %s --a3-store-bf16-as-integers --verify-diagnostics

func.func @computes(%x: bf16) -> bf16 {
  // expected-error @below {{'arith.addf' op computes in bf16; run --arith-emulate-unsupported-floats and --arith-expand=include-bf16 first}}
  %0 = arith.addf %x, %x : bf16
  return %0 : bf16
}
