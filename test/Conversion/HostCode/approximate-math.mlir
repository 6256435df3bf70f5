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

// MLIR's approximations are wrong for large arguments.
// CHECK-LABEL: func @turns(
// CHECK:         math.sin
// CHECK:         math.cos
func.func @turns(%x: f32) -> (f32, f32) {
  %0 = math.sin %x : f32
  %1 = math.cos %x : f32
  return %0, %1 : f32, f32
}

// The C library has no functions on f16.
// CHECK-LABEL: func @f16(
// CHECK:         math.sin %{{.*}} : f32
// CHECK-NOT:     math.exp
func.func @f16(%x: f16) -> (f16, f16) {
  %0 = math.sin %x : f16
  %1 = math.exp %x : f16
  return %0, %1 : f16, f16
}

// The accuracy of f64 is not given up.
// CHECK-LABEL: func @f64(
// CHECK:         math.exp
func.func @f64(%x: f64) -> f64 {
  %0 = math.exp %x : f64
  return %0 : f64
}
