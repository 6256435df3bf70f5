// RUN: a3-opt %s --a3-insert-sorted-keys | FileCheck %s

#approximate = #a3.approximation<m = 4, t = 5.0>

// CHECK-LABEL: func @two_queries_share_a_sort
// CHECK: tensor.empty() : tensor<8x6xf32>
// CHECK: tensor.empty() : tensor<8x6xi32>
// CHECK: %[[S:.*]]:2 = a3.sort_keys ins(%arg1 : tensor<6x8xf32>)
// CHECK-NOT: a3.sort_keys
// CHECK: a3.attention {{.*}} sorted(%[[S]]#0, %[[S]]#1 :
// CHECK: a3.attention {{.*}} sorted(%[[S]]#0, %[[S]]#1 :
func.func @two_queries_share_a_sort(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<2x5xf32>) {approximation = #approximate}
      -> tensor<2x5xf32>
  %1 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%0 : tensor<2x5xf32>) {approximation = #approximate}
      -> tensor<2x5xf32>
  return %1 : tensor<2x5xf32>
}

// CHECK-LABEL: func @sort_is_outside_the_loop_over_queries
// CHECK: math.absf
// CHECK: tensor.dim
// CHECK: a3.sort_keys
// CHECK: scf.for
// CHECK: a3.attention {{.*}} sorted(
func.func @sort_is_outside_the_loop_over_queries(
    %q: tensor<2x8xf32>, %k: tensor<?x8xf32>, %v: tensor<?x5xf32>,
    %o: tensor<2x5xf32>, %n: index) -> tensor<2x5xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %abs = math.absf %k : tensor<?x8xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %o) -> tensor<2x5xf32> {
    %0 = a3.attention
        ins(%q, %abs, %v : tensor<2x8xf32>, tensor<?x8xf32>, tensor<?x5xf32>)
        outs(%a : tensor<2x5xf32>) {approximation = #approximate}
        -> tensor<2x5xf32>
    scf.yield %0 : tensor<2x5xf32>
  }
  return %r : tensor<2x5xf32>
}

// CHECK-LABEL: func @exact_attention_stays
// CHECK-NOT: a3.sort_keys
// CHECK-NOT: sorted(
func.func @exact_attention_stays(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<2x5xf32>) -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// CHECK-LABEL: func @given_sorted_keys_stay
// CHECK-NOT: a3.sort_keys
// CHECK: a3.attention {{.*}} sorted(%arg3, %arg4 :
func.func @given_sorted_keys_stay(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %sv: tensor<8x6xf32>, %sr: tensor<8x6xi32>, %o: tensor<2x5xf32>)
    -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      sorted(%sv, %sr : tensor<8x6xf32>, tensor<8x6xi32>)
      outs(%o : tensor<2x5xf32>) {approximation = #approximate}
      -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}
