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

// CHECK-LABEL: func @cast(
// CHECK:         %[[SINGLE:.*]] = arith.truncf %{{.*}} : f64 to f32
// CHECK:         arith.truncf %[[SINGLE]] : f32 to bf16
// CHECK:         arith.truncf %{{.*}} : f64 to f16
// CHECK:         %[[SINGLE:.*]] = arith.extf %{{.*}} : bf16 to f32
// CHECK:         arith.extf %[[SINGLE]] : f32 to f64
func.func @cast(%x: f64, %y: bf16) -> (bf16, f16, f64) {
  %0 = arith.truncf %x : f64 to bf16
  %1 = arith.truncf %x : f64 to f16
  %2 = arith.extf %y : bf16 to f64
  return %0, %1, %2 : bf16, f16, f64
}

// The accuracy of f64 is not given up.
// CHECK-LABEL: func @f64(
// CHECK:         math.exp
func.func @f64(%x: f64) -> f64 {
  %0 = math.exp %x : f64
  return %0 : f64
}
