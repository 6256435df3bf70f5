// RUN: a3-opt %s --a3-assert-sizes --split-input-file | FileCheck %s

// What two inputs say of one loop is compared; a result of their sum has the
// sizes of one of them.
// CHECK-LABEL: func @loops(
// CHECK-DAG:     %[[N:.*]] = tensor.dim %arg0
// CHECK-DAG:     %[[M:.*]] = tensor.dim %arg1
// CHECK:         %[[SAME:.*]] = arith.cmpi eq, %[[N]], %[[M]]
// CHECK:         cf.assert %[[SAME]], "the sizes of the inputs do not fit together: see linalg.add at {{.*}}assert-sizes.mlir:{{[0-9]+}}:8"
// CHECK-NOT:     cf.assert
func.func @loops(%a: tensor<?x4xf32>, %b: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %a, %c0 : tensor<?x4xf32>
  %e = tensor.empty(%n) : tensor<?x4xf32>
  %0 = linalg.add ins(%a, %b : tensor<?x4xf32>, tensor<?x4xf32>) outs(%e : tensor<?x4xf32>) -> tensor<?x4xf32>
  %1 = linalg.exp ins(%0 : tensor<?x4xf32>) outs(%e : tensor<?x4xf32>) -> tensor<?x4xf32>
  return %1 : tensor<?x4xf32>
}

// -----

// A table of 8 rows has no ninth.
// CHECK-LABEL: func @slice(
// CHECK:         %[[INSIDE:.*]] = arith.cmpi sle, %{{.*}}, %c8
// CHECK:         cf.assert %[[INSIDE]], "{{.*}}see tensor.extract_slice
// CHECK-NOT:     cf.assert
func.func @slice(%a: tensor<?xf32>, %table: tensor<8xf32>) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %a, %c0 : tensor<?xf32>
  %0 = tensor.extract_slice %table[0] [%n] [1] : tensor<8xf32> to tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// The last window must end inside of the input.
// CHECK-LABEL: func @window(
// CHECK:         cf.assert %{{.*}}, "{{.*}}see linalg.conv_1d
// CHECK-NOT:     cf.assert
func.func @window(%a: tensor<?xf32>, %kernel: tensor<3xf32>, %o: tensor<6xf32>) -> tensor<6xf32> {
  %0 = linalg.conv_1d ins(%a, %kernel : tensor<?xf32>, tensor<3xf32>) outs(%o : tensor<6xf32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}

// -----

// A cast to a known size, and a reshape of unknown ones.
// CHECK-LABEL: func @shapes(
// CHECK:         %[[FOUR:.*]] = arith.cmpi eq, %{{.*}}, %c4
// CHECK:         cf.assert %[[FOUR]], "{{.*}}see tensor.cast
// CHECK:         cf.assert %{{.*}}, "{{.*}}see tensor.expand_shape
// CHECK-NOT:     cf.assert
func.func @shapes(%a: tensor<?xf32>, %b: tensor<?xf32>, %m: index, %n: index) -> (tensor<4xf32>, tensor<?x?xf32>) {
  %0 = tensor.cast %a : tensor<?xf32> to tensor<4xf32>
  %1 = tensor.expand_shape %b [[0, 1]] output_shape [%m, %n] : tensor<?xf32> into tensor<?x?xf32>
  return %0, %1 : tensor<4xf32>, tensor<?x?xf32>
}

// -----

// Known sizes need no assert.
// CHECK-LABEL: func @known(
// CHECK-NOT:     cf.assert
func.func @known(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.add ins(%a, %b : tensor<4xf32>, tensor<4xf32>) outs(%a : tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// A reshape to the elements of a tensor is one to values.
// CHECK-LABEL: func @reshape(
// CHECK-NOT:     tensor.reshape
// CHECK:         tensor.collapse_shape %{{.*}} {{\[}}[0, 1]] : tensor<?x6xf32> into tensor<?xf32>
// CHECK:         cf.assert %{{.*}}, "{{.*}}see tensor.expand_shape
// CHECK:         tensor.expand_shape %{{.*}} {{\[}}[0, 1, 2]] output_shape [%{{.*}}, %{{.*}}, 3]
func.func @reshape(%a: tensor<?x6xf32>, %m: i64, %n: i64) -> tensor<?x?x3xf32> {
  %c3 = arith.constant 3 : i64
  %shape = tensor.from_elements %m, %n, %c3 : tensor<3xi64>
  %0 = tensor.reshape %a(%shape) : (tensor<?x6xf32>, tensor<3xi64>) -> tensor<?x?x3xf32>
  return %0 : tensor<?x?x3xf32>
}

// -----

// CHECK-LABEL: func @reshape_to_any_shape(
// CHECK:         cf.assert %{{.*}}, "{{.*}}see tensor.reshape
// CHECK:         tensor.reshape
func.func @reshape_to_any_shape(%a: tensor<?x6xf32>, %shape: tensor<2xi64>) -> tensor<?x?xf32> {
  %0 = tensor.reshape %a(%shape) : (tensor<?x6xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// -----

// The old order must not be of more rows than there are keys.
// CHECK-LABEL: func @insertion(
// CHECK-DAG:     %[[P:.*]] = tensor.dim %arg1, %c2
// CHECK-DAG:     %[[N:.*]] = tensor.dim %arg0, %c1
// CHECK:         %[[FITS:.*]] = arith.cmpi sle, %[[P]], %[[N]]
// CHECK:         cf.assert %[[FITS]], "{{.*}}see a3.insert_sorted_rows
func.func @insertion(%k: tensor<2x?x8xf32>, %s: tensor<2x8x?xi16>) -> tensor<2x8x?xi16> {
  %c1 = arith.constant 1 : index
  %n = tensor.dim %k, %c1 : tensor<2x?x8xf32>
  %e = tensor.empty(%n) : tensor<2x8x?xi16>
  %0 = a3.insert_sorted_rows ins(%k, %s : tensor<2x?x8xf32>, tensor<2x8x?xi16>)
      outs(%e : tensor<2x8x?xi16>) {tile = 320} -> tensor<2x8x?xi16>
  return %0 : tensor<2x8x?xi16>
}
