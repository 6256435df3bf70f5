// RUN: a3-opt %s --a3-approximate-math | FileCheck %s

// CHECK-LABEL: func @f32(
// CHECK-NOT:     math.exp
// CHECK-NOT:     math.erf
// CHECK-NOT:     math.tanh
// CHECK-NOT:     math.rsqrt
// CHECK:         return
func.func @f32(%x: f32) -> (f32, f32, f32, f32) {
  %0 = math.exp %x : f32
  %1 = math.erf %x : f32
  %2 = math.tanh %x : f32
  %3 = math.rsqrt %x : f32
  return %0, %1, %2, %3 : f32, f32, f32, f32
}

// The accuracy of f64 is not given up.
// CHECK-LABEL: func @f64(
// CHECK:         math.exp
func.func @f64(%x: f64) -> f64 {
  %0 = math.exp %x : f64
  return %0 : f64
}
