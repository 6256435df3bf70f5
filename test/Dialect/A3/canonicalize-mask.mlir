// RUN: a3-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func @all_true_mask_is_dropped
// CHECK-NOT: mask(
func.func @all_true_mask_is_dropped(
    %q: tensor<2x8xf32>, %k: tensor<3x8xf32>, %v: tensor<3x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %m = arith.constant dense<true> : tensor<2x3xi1>
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<3x8xf32>, tensor<3x5xf32>)
      mask(%m : tensor<2x3xi1>) outs(%o : tensor<2x5xf32>) -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// CHECK-LABEL: func @mask_with_one_false_stays
// CHECK: mask(
func.func @mask_with_one_false_stays(
    %q: tensor<2x8xf32>, %k: tensor<3x8xf32>, %v: tensor<3x5xf32>,
    %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %m = arith.constant dense<[[true, true, false]]> : tensor<1x3xi1>
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<3x8xf32>, tensor<3x5xf32>)
      mask(%m : tensor<1x3xi1>) outs(%o : tensor<2x5xf32>) -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}

// CHECK-LABEL: func @unknown_mask_stays
// CHECK: mask(
func.func @unknown_mask_stays(
    %q: tensor<2x8xf32>, %k: tensor<3x8xf32>, %v: tensor<3x5xf32>,
    %m: tensor<2x3xi1>, %o: tensor<2x5xf32>) -> tensor<2x5xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x8xf32>, tensor<3x8xf32>, tensor<3x5xf32>)
      mask(%m : tensor<2x3xi1>) outs(%o : tensor<2x5xf32>) -> tensor<2x5xf32>
  return %0 : tensor<2x5xf32>
}
