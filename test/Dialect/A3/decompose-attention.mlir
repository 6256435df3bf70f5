// RUN: a3-opt %s --a3-decompose-attention --split-input-file | FileCheck %s

// Nothing is hidden, so nothing is selected but the divisor.
// CHECK-DAG: #[[KEY:.*]] = affine_map<(d0, d1, d2, d3) -> (0, d2, d3)>
// CHECK-DAG: #[[QUERY:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
// CHECK-LABEL: func @exact_with_broadcast_key
// CHECK: linalg.generic {indexing_maps = [#[[QUERY]], #[[KEY]], #{{.*}}], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%arg0, %arg1 :
// CHECK-NOT: arith.select
// CHECK: arith.maximumf
// CHECK: math.exp
// CHECK-NOT: arith.select
// CHECK: iterator_types = ["parallel", "parallel", "reduction", "parallel"]
// CHECK-NOT: arith.select
// CHECK: %[[R:.*]] = linalg.generic {{.*}} outs(%arg3 : tensor<2x3x5xf32>)
// CHECK: arith.cmpf oeq
// CHECK: arith.select
// CHECK: arith.divf
// CHECK: return %[[R]]
func.func @exact_with_broadcast_key(
    %q: tensor<2x3x8xf32>, %k: tensor<1x6x8xf32>, %v: tensor<2x6x5xf32>,
    %o: tensor<2x3x5xf32>) -> tensor<2x3x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x3x8xf32>, tensor<1x6x8xf32>, tensor<2x6x5xf32>)
      outs(%o : tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
  return %0 : tensor<2x3x5xf32>
}

// -----

// CHECK-LABEL: func @half_is_computed_in_single
// CHECK: arith.extf %{{.*}} : f16 to f32
// CHECK: arith.extf %{{.*}} : f16 to f32
// CHECK: math.exp %{{.*}} : f32
// CHECK: arith.divf %{{.*}} : f32
// CHECK: arith.truncf %{{.*}} : f32 to f16
func.func @half_is_computed_in_single(
    %q: tensor<3x8xf16>, %k: tensor<6x8xf16>, %v: tensor<6x5xf16>,
    %o: tensor<3x5xf16>) -> tensor<3x5xf16> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf16>, tensor<6x8xf16>, tensor<6x5xf16>)
      outs(%o : tensor<3x5xf16>) -> tensor<3x5xf16>
  return %0 : tensor<3x5xf16>
}

// -----

// CHECK-LABEL: func @double_stays_double
// CHECK-NOT: f32
// CHECK: math.exp %{{.*}} : f64
// CHECK-NOT: f32
func.func @double_stays_double(
    %q: tensor<3x8xf64>, %k: tensor<6x8xf64>, %v: tensor<6x5xf64>,
    %o: tensor<3x5xf64>) -> tensor<3x5xf64> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf64>, tensor<6x8xf64>, tensor<6x5xf64>)
      outs(%o : tensor<3x5xf64>) -> tensor<3x5xf64>
  return %0 : tensor<3x5xf64>
}

// -----

// The other operations are no business of this pass.
// CHECK-LABEL: func @sort_keys_stay
// CHECK: a3.sort_keys
func.func @sort_keys_stay(%k: tensor<6x8xf32>, %r: tensor<8x6xi16>)
    -> tensor<8x6xi16> {
  %0 = a3.sort_keys ins(%k : tensor<6x8xf32>)
      outs(%r : tensor<8x6xi16>) -> tensor<8x6xi16>
  return %0 : tensor<8x6xi16>
}

// -----

// The bias comes after the scale, and before the mask hides a row.
// CHECK-LABEL: func @bias_is_added_to_the_scaled_scores
// CHECK: ins(%{{.*}}, %arg4, %arg3 : tensor<3x6xf32>, tensor<1x6xf32>, tensor<3x6xi1>)
// CHECK-NEXT: ^bb0(%[[DOT:.*]]: f32, %[[BIAS:.*]]: f32, %[[ADMITTED:.*]]: i1, %{{.*}}: f32):
// CHECK: %[[SCALED:.*]] = arith.mulf %[[DOT]], %cst
// CHECK-NEXT: %[[SCORE:.*]] = arith.addf %[[SCALED]], %[[BIAS]]
// CHECK: arith.select %[[ADMITTED]], %[[SCORE]],
func.func @bias_is_added_to_the_scaled_scores(
    %q: tensor<3x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %m: tensor<3x6xi1>, %b: tensor<1x6xf32>, %o: tensor<3x5xf32>) -> tensor<3x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<3x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      mask(%m : tensor<3x6xi1>) bias(%b : tensor<1x6xf32>)
      outs(%o : tensor<3x5xf32>) {scale = 0.5 : f32} -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}
