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

// The size is not proved to be kept; what is split into it and 1 has its asserts.
// CHECK-LABEL: func @other_size
// CHECK-SAME: %[[T:.*]]: tensor<?x4xf32>, %[[N:.*]]: index
// CHECK: tensor.expand_shape %[[T]] {{\[\[}}0, 1], [2]] output_shape [1, %[[N]], 4]
func.func @other_size(%t: tensor<?x4xf32>, %n: index) -> tensor<1x?x4xf32> {
  %one = arith.constant 1 : index
  %four = arith.constant 4 : index
  %shape = tensor.from_elements %one, %n, %four : tensor<3xindex>
  %r = tensor.reshape %t(%shape)
      : (tensor<?x4xf32>, tensor<3xindex>) -> tensor<1x?x4xf32>
  return %r : tensor<1x?x4xf32>
}

// -----

// The rows of a batch, in which a product left them.
// CHECK-LABEL: func @splits_rows
// CHECK-SAME: %[[T:.*]]: tensor<?x8xf32>, %[[B:.*]]: index, %[[N:.*]]: index
// CHECK: tensor.expand_shape %[[T]] {{\[\[}}0, 1], [2]] output_shape [%[[B]], %[[N]], 8]
func.func @splits_rows(%t: tensor<?x8xf32>, %b: index, %n: index) -> tensor<?x?x8xf32> {
  %eight = arith.constant 8 : index
  %shape = tensor.from_elements %b, %n, %eight : tensor<3xindex>
  %r = tensor.reshape %t(%shape)
      : (tensor<?x8xf32>, tensor<3xindex>) -> tensor<?x?x8xf32>
  return %r : tensor<?x?x8xf32>
}

// -----

// The second size is not known to be kept.
// CHECK-LABEL: func @splits_more
// CHECK: tensor.reshape
func.func @splits_more(%t: tensor<?x?xf32>, %b: index, %n: index, %m: index)
    -> tensor<?x?x?xf32> {
  %shape = tensor.from_elements %b, %n, %m : tensor<3xindex>
  %r = tensor.reshape %t(%shape)
      : (tensor<?x?xf32>, tensor<3xindex>) -> tensor<?x?x?xf32>
  return %r : tensor<?x?x?xf32>
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

// -----

// CHECK-LABEL: func @divides_product
// CHECK: %[[B:.*]] = tensor.dim
// CHECK: tensor.expand_shape %arg0 {{\[\[}}0, 1], [2]] output_shape [%[[B]], 2, 8]
func.func @divides_product(%t: tensor<?x8xf32>, %u: tensor<?x4xf32>) -> tensor<?x2x8xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %b = tensor.dim %u, %c0 : tensor<?x4xf32>
  %product = affine.apply affine_map<()[s0] -> (s0 * 2)>()[%b]
  %quotient = arith.divsi %product, %c2 : index
  %r = tensor.expand_shape %t [[0, 1], [2]] output_shape [%quotient, 2, 8]
      : tensor<?x8xf32> into tensor<?x2x8xf32>
  return %r : tensor<?x2x8xf32>
}

// -----

// CHECK-LABEL: func @divides_with_rest
// CHECK: arith.divsi
func.func @divides_with_rest(%t: tensor<?x8xf32>, %u: tensor<?x4xf32>) -> tensor<?x2x8xf32> {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %b = tensor.dim %u, %c0 : tensor<?x4xf32>
  %product = affine.apply affine_map<()[s0] -> (s0 * 3)>()[%b]
  %quotient = arith.divsi %product, %c2 : index
  %r = tensor.expand_shape %t [[0, 1], [2]] output_shape [%quotient, 2, 8]
      : tensor<?x8xf32> into tensor<?x2x8xf32>
  return %r : tensor<?x2x8xf32>
}
