// RUN: a3-opt %s --a3-host-signature --split-input-file --verify-diagnostics

// expected-error @below {{inputs and results must be ranked tensors, but one is 'tensor<*xf32>'}}
func.func @unranked(%x: tensor<*xf32>) {
  return
}

// -----

// expected-error @below {{inputs and results must be ranked tensors, but one is 'i64'}}
func.func @scalar() -> i64 {
  %0 = arith.constant 1 : i64
  return %0 : i64
}
