// RUN: a3-opt %s --a3-simplify-sizes --split-input-file | FileCheck %s

// The last size of a reshape, as exporters guard and divide for it, is n.
// CHECK-LABEL: func @adds_a_unit
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[N:.*]] = tensor.dim %arg0, %[[C1]]
// CHECK: %[[E:.*]] = tensor.expand_shape %arg0 {{\[\[}}0, 1], [2], [3]] output_shape [1, 4, %[[N]], 8]
// CHECK-NEXT: return %[[E]] : tensor<1x4x?x8xf32>
func.func @adds_a_unit(%t: tensor<4x?x8xf32>) -> tensor<1x4x?x8xf32> {
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %four = arith.constant 4 : i64
  %eight = arith.constant 8 : i64
  %dim = tensor.dim %t, %c1 : tensor<4x?x8xf32>
  %n = arith.index_cast %dim : index to i64
  %negative = arith.cmpi slt, %n, %zero : i64
  %rest = arith.select %negative, %one, %n : i64
  %fine = arith.cmpi sge, %n, %zero : i64
  cf.assert %fine, "negative"
  %shape = tensor.from_elements %one, %four, %rest, %eight : tensor<4xi64>
  %r = tensor.reshape %t(%shape)
      : (tensor<4x?x8xf32>, tensor<4xi64>) -> tensor<1x4x?x8xf32>
  return %r : tensor<1x4x?x8xf32>
}

// -----

// CHECK-LABEL: func @drops_units
// CHECK: %[[C:.*]] = tensor.collapse_shape %arg0 {{\[\[}}0, 1], [2, 3]] : tensor<1x?x4x1xf32> into tensor<?x4xf32>
// CHECK-NEXT: return %[[C]]
func.func @drops_units(%t: tensor<1x?x4x1xf32>) -> tensor<?x4xf32> {
  %c1 = arith.constant 1 : index
  %four = arith.constant 4 : i64
  %dim = tensor.dim %t, %c1 : tensor<1x?x4x1xf32>
  %n = arith.index_cast %dim : index to i64
  %shape = tensor.from_elements %n, %four : tensor<2xi64>
  %r = tensor.reshape %t(%shape)
      : (tensor<1x?x4x1xf32>, tensor<2xi64>) -> tensor<?x4xf32>
  return %r : tensor<?x4xf32>
}

// -----

// It is not proved that the sizes are the same.
// CHECK-LABEL: func @other_size
// CHECK: tensor.reshape
func.func @other_size(%t: tensor<?x4xf32>, %n: i64) -> tensor<1x?x4xf32> {
  %one = arith.constant 1 : i64
  %four = arith.constant 4 : i64
  %shape = tensor.from_elements %one, %n, %four : tensor<3xi64>
  %r = tensor.reshape %t(%shape)
      : (tensor<?x4xf32>, tensor<3xi64>) -> tensor<1x?x4xf32>
  return %r : tensor<1x?x4xf32>
}

// -----

// Elements change places.
// CHECK-LABEL: func @other_order
// CHECK: tensor.reshape
func.func @other_order(%t: tensor<?x4xf32>) -> tensor<4x?xf32> {
  %c0 = arith.constant 0 : index
  %four = arith.constant 4 : i64
  %dim = tensor.dim %t, %c0 : tensor<?x4xf32>
  %n = arith.index_cast %dim : index to i64
  %shape = tensor.from_elements %four, %n : tensor<2xi64>
  %r = tensor.reshape %t(%shape)
      : (tensor<?x4xf32>, tensor<2xi64>) -> tensor<4x?xf32>
  return %r : tensor<4x?xf32>
}
