// RUN: a3-opt %s --split-input-file --a3-order-keys=carry --verify-diagnostics | FileCheck %s
// RUN: a3-opt %s --split-input-file --a3-order-keys | FileCheck %s --check-prefix=ALONE

#m = #a3.approximation<m = 4, t = 5.0>

// The order of a constant is a constant, which all that read it share.
// CHECK-LABEL: func @constant(
// CHECK:         %[[R:.*]] = arith.constant dense<{{\[\[}}1, 0, 2], [0, 2, 1{{\]\]}}> : tensor<2x3xi16>
// CHECK-NOT:     dense
// CHECK:         a3.attention {{.*}} sorted(%[[R]] : tensor<2x3xi16>) {{.*}} sorted_tile = 320
// CHECK:         a3.attention {{.*}} sorted(%[[R]] : tensor<2x3xi16>)
// ALONE-LABEL: func @constant(
// ALONE:         a3.attention {{.*}} sorted(
func.func @constant(%q: tensor<1x2xf32>, %o: tensor<1x2xf32>) -> (tensor<1x2xf32>, tensor<1x2xf32>) {
  %k = arith.constant dense<[[2.0, 1.0], [1.0, 3.0], [4.0, 2.0]]> : tensor<3x2xf32>
  %0 = a3.attention ins(%q, %k, %k : tensor<1x2xf32>, tensor<3x2xf32>, tensor<3x2xf32>)
      outs(%o : tensor<1x2xf32>) {approximation = #m} -> tensor<1x2xf32>
  %1 = a3.attention ins(%q, %k, %k : tensor<1x2xf32>, tensor<3x2xf32>, tensor<3x2xf32>)
      outs(%o : tensor<1x2xf32>) {approximation = #m} -> tensor<1x2xf32>
  return %0, %1 : tensor<1x2xf32>, tensor<1x2xf32>
}

// -----

#m = #a3.approximation<m = 4, t = 5.0>

// CHECK-LABEL: func @cache(
// CHECK-SAME:    %[[OLD:arg3]]: tensor<2x8x5xi16>) -> (tensor<2x1x8xf32>, tensor<2x8x6xi16>)
// CHECK:         %[[K:.*]] = tensor.concat
// CHECK:         %[[E:.*]] = tensor.empty() : tensor<2x8x6xi16>
// CHECK:         %[[R:.*]] = a3.insert_sorted_rows ins(%[[K]], %[[OLD]] : tensor<2x6x8xf32>, tensor<2x8x5xi16>) outs(%[[E]] : tensor<2x8x6xi16>) {tile = 320 : i64}
// CHECK:         %[[O:.*]] = a3.attention {{.*}} sorted(%[[R]] : tensor<2x8x6xi16>)
// CHECK:         return %[[O]], %[[R]]
// ALONE-LABEL: func @cache(
// ALONE-NOT:     sorted
// ALONE:         return %{{[^,]*}} : tensor<2x1x8xf32>
func.func @cache(%q: tensor<2x1x8xf32>, %cache: tensor<2x5x8xf32>, %new: tensor<2x1x8xf32>)
    -> tensor<2x1x8xf32> {
  %k = tensor.concat dim(1) %cache, %new : (tensor<2x5x8xf32>, tensor<2x1x8xf32>) -> tensor<2x6x8xf32>
  %o = tensor.empty() : tensor<2x1x8xf32>
  %0 = a3.attention ins(%q, %k, %k : tensor<2x1x8xf32>, tensor<2x6x8xf32>, tensor<2x6x8xf32>)
      outs(%o : tensor<2x1x8xf32>) {approximation = #m} -> tensor<2x1x8xf32>
  return %0 : tensor<2x1x8xf32>
}

// -----

#m = #a3.approximation<m = 4, t = 5.0>

// Rows are followed through views and transposes, before and behind the new ones;
// two sites of one K share its order, an exact one needs none.
// CHECK-LABEL: func @views(
// CHECK-SAME:    %[[OLD:arg3]]: tensor<2x8x5xi16>)
// CHECK-SAME:    -> (tensor<2x1x8xf32>, tensor<2x1x8xf32>, tensor<2x1x8xf32>, tensor<2x8x6xi16>)
// CHECK:         %[[R:.*]] = a3.insert_sorted_rows ins(%{{.*}}, %[[OLD]]
// CHECK-NOT:     a3.insert_sorted_rows
// CHECK:         a3.attention {{.*}} sorted(%[[R]]
// CHECK:         a3.attention {{.*}} sorted(%[[R]]
// CHECK:         a3.attention
// CHECK-NOT:     sorted
// CHECK:         return
func.func @views(%q: tensor<2x1x8xf32>, %cache: tensor<1x5x16xf32>, %new: tensor<1x1x16xf32>)
    -> (tensor<2x1x8xf32>, tensor<2x1x8xf32>, tensor<2x1x8xf32>) {
  %shape = tosa.const_shape {values = dense<[5, 16]> : tensor<2xindex>} : () -> !tosa.shape<2>
  %c = tosa.reshape %cache, %shape : (tensor<1x5x16xf32>, !tosa.shape<2>) -> tensor<5x16xf32>
  %n = tensor.collapse_shape %new [[0, 1], [2]] : tensor<1x1x16xf32> into tensor<1x16xf32>
  %rows = tosa.concat %c, %n {axis = 0 : i32} : (tensor<5x16xf32>, tensor<1x16xf32>) -> tensor<6x16xf32>
  %heads = tensor.expand_shape %rows [[0], [1, 2]] output_shape [6, 2, 8] : tensor<6x16xf32> into tensor<6x2x8xf32>
  %e = tensor.empty() : tensor<2x6x8xf32>
  %k = linalg.transpose ins(%heads : tensor<6x2x8xf32>) outs(%e : tensor<2x6x8xf32>) permutation = [1, 0, 2]
  %o = tensor.empty() : tensor<2x1x8xf32>
  %0 = a3.attention ins(%q, %k, %k : tensor<2x1x8xf32>, tensor<2x6x8xf32>, tensor<2x6x8xf32>)
      outs(%o : tensor<2x1x8xf32>) {approximation = #m} -> tensor<2x1x8xf32>
  %1 = a3.attention ins(%q, %k, %k : tensor<2x1x8xf32>, tensor<2x6x8xf32>, tensor<2x6x8xf32>)
      outs(%o : tensor<2x1x8xf32>) {approximation = #m} -> tensor<2x1x8xf32>
  %2 = a3.attention ins(%q, %k, %k : tensor<2x1x8xf32>, tensor<2x6x8xf32>, tensor<2x6x8xf32>)
      outs(%o : tensor<2x1x8xf32>) -> tensor<2x1x8xf32>
  return %0, %1, %2 : tensor<2x1x8xf32>, tensor<2x1x8xf32>, tensor<2x1x8xf32>
}

// -----

#m = #a3.approximation<m = 4, t = 5.0>

// CHECK-LABEL: func @open_sizes(
// CHECK-SAME:    %[[OLD:arg3]]: tensor<2x8x?xi16>) -> (tensor<2x1x8xf32>, tensor<2x8x?xi16>)
// CHECK:         a3.insert_sorted_rows ins(%{{.*}}, %[[OLD]] :
func.func @open_sizes(%q: tensor<2x1x8xf32>, %cache: tensor<2x?x8xf32>, %new: tensor<2x1x8xf32>)
    -> tensor<2x1x8xf32> {
  %k = tensor.concat dim(1) %cache, %new : (tensor<2x?x8xf32>, tensor<2x1x8xf32>) -> tensor<2x?x8xf32>
  %o = tensor.empty() : tensor<2x1x8xf32>
  %0 = a3.attention ins(%q, %k, %k : tensor<2x1x8xf32>, tensor<2x?x8xf32>, tensor<2x?x8xf32>)
      outs(%o : tensor<2x1x8xf32>) {approximation = #m} -> tensor<2x1x8xf32>
  return %0 : tensor<2x1x8xf32>
}

// -----

#m = #a3.approximation<m = 4, t = 5.0>

// New rows in front move all others; what is computed of the cache may be in
// another order; columns are no rows.
// CHECK-LABEL: func @other_keys(
// CHECK-NOT: sorted
func.func @other_keys(%q: tensor<1x8xf32>, %cache: tensor<5x8xf32>, %half: tensor<6x4xf32>, %new: tensor<1x8xf32>, %o: tensor<1x8xf32>)
    -> (tensor<1x8xf32>, tensor<1x8xf32>, tensor<1x8xf32>) {
  // expected-note @+1 {{the keys come from here}}
  %row = math.absf %new : tensor<1x8xf32>
  %front = tensor.concat dim(0) %row, %cache : (tensor<1x8xf32>, tensor<5x8xf32>) -> tensor<6x8xf32>
  // expected-note @+1 {{the keys come from here}}
  %computed = math.absf %cache : tensor<5x8xf32>
  %behind = tensor.concat dim(0) %computed, %new : (tensor<5x8xf32>, tensor<1x8xf32>) -> tensor<6x8xf32>
  // expected-note @+1 {{the keys come from here}}
  %columns = tensor.concat dim(1) %half, %half : (tensor<6x4xf32>, tensor<6x4xf32>) -> tensor<6x8xf32>
  // expected-remark @+1 {{the machine sorts the keys: their order cannot be carried, since they are no argument with new rows behind it}}
  %0 = a3.attention ins(%q, %front, %front : tensor<1x8xf32>, tensor<6x8xf32>, tensor<6x8xf32>)
      outs(%o : tensor<1x8xf32>) {approximation = #m} -> tensor<1x8xf32>
  // expected-remark @+1 {{the machine sorts the keys}}
  %1 = a3.attention ins(%q, %behind, %behind : tensor<1x8xf32>, tensor<6x8xf32>, tensor<6x8xf32>)
      outs(%o : tensor<1x8xf32>) {approximation = #m} -> tensor<1x8xf32>
  // expected-remark @+1 {{the machine sorts the keys}}
  %2 = a3.attention ins(%q, %columns, %columns : tensor<1x8xf32>, tensor<6x8xf32>, tensor<6x8xf32>)
      outs(%o : tensor<1x8xf32>) {approximation = #m} -> tensor<1x8xf32>
  return %0, %1, %2 : tensor<1x8xf32>, tensor<1x8xf32>, tensor<1x8xf32>
}

// -----

#m = #a3.approximation<m = 4, t = 5.0>

// What is given stays, and what stays on the host gets no order.
// CHECK-LABEL: func @given(
// CHECK-SAME:    %arg5: tensor<8x6xi16>) -> (tensor<1x8xf32>, tensor<1x8xf16>)
// CHECK:         a3.attention {{.*}} sorted(%arg5
// CHECK:         a3.attention
// CHECK-NOT:     sorted
// CHECK:         return
func.func @given(%q: tensor<1x8xf32>, %k: tensor<6x8xf32>, %o: tensor<1x8xf32>,
    %half: tensor<1x8xf16>, %halves: tensor<6x8xf16>, %r: tensor<8x6xi16>)
    -> (tensor<1x8xf32>, tensor<1x8xf16>) {
  %0 = a3.attention ins(%q, %k, %k : tensor<1x8xf32>, tensor<6x8xf32>, tensor<6x8xf32>)
      sorted(%r : tensor<8x6xi16>) outs(%o : tensor<1x8xf32>) {approximation = #m} -> tensor<1x8xf32>
  %c = tensor.concat dim(0) %halves, %half : (tensor<6x8xf16>, tensor<1x8xf16>) -> tensor<7x8xf16>
  %1 = a3.attention ins(%half, %c, %c : tensor<1x8xf16>, tensor<7x8xf16>, tensor<7x8xf16>)
      outs(%half : tensor<1x8xf16>) {approximation = #m} -> tensor<1x8xf16>
  return %0, %1 : tensor<1x8xf32>, tensor<1x8xf16>
}
