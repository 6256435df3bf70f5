// RUN: a3-opt %s --canonicalize | FileCheck %s

// Query 0 sees rows up to the offset, and 5 is the last row.
// CHECK-LABEL: func @admits_everything
// CHECK: outs(%{{.*}} : tensor<2x5xf32>) -> tensor<2x5xf32>
func.func @admits_everything(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<2x5xf32>) {causal, causal_offset = 5} -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// CHECK-LABEL: func @hides_the_last_row_of_the_first_query
// CHECK: {causal, causal_offset = 4 : i64}
func.func @hides_the_last_row_of_the_first_query(
    %q: tensor<2x8xf32>, %k: tensor<6x8xf32>, %v: tensor<6x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<6x8xf32>, tensor<6x5xf32>)
      outs(%o : tensor<2x5xf32>) {causal, causal_offset = 4} -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// CHECK-LABEL: func @unknown_number_of_rows
// CHECK: {causal, causal_offset = 1000 : i64}
func.func @unknown_number_of_rows(
    %q: tensor<2x8xf32>, %k: tensor<?x8xf32>, %v: tensor<?x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<?x8xf32>, tensor<?x5xf32>)
      outs(%o : tensor<2x5xf32>) {causal, causal_offset = 1000}
      -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}
