// RUN: a3-opt %s --split-input-file --verify-diagnostics --a3-verify-raised

// The size of a tensor may be computed, as torch-mlir does for ONNX's Expand.
// If it is from constants, slices of the tensor are within it, as the model
// says; else random inputs would let them read past its end.

func.func @of_constants(%q: tensor<1x4x8xf32>, %kt: tensor<1x8x5xf32>,
    %v: tensor<1x5x8xf32>, %mask: tensor<1x5xi1>) -> tensor<1x4x8xf32> {
  %size = arith.constant dense<4> : tensor<1xi64>
  %c0 = arith.constant 0 : index
  %n64 = tensor.extract %size[%c0] : tensor<1xi64>
  %n = arith.index_cast %n64 : i64 to index
  %empty = tensor.empty(%n) : tensor<1x?x5xi1>
  %broadcast = linalg.broadcast ins(%mask : tensor<1x5xi1>)
      outs(%empty : tensor<1x?x5xi1>) dimensions = [1]
  %m = tensor.extract_slice %broadcast[0, 0, 0] [1, 4, 5] [1, 1, 1]
      : tensor<1x?x5xi1> to tensor<1x4x5xi1>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %sh = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %lowest = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %p = tosa.matmul %q, %kt, %z, %z : (tensor<1x4x8xf32>, tensor<1x8x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %s = tosa.select %m, %p, %lowest : (tensor<1x4x5xi1>, tensor<1x4x5xf32>, tensor<1x1x1xf32>) -> tensor<1x4x5xf32>
  %e = tosa.exp %s : (tensor<1x4x5xf32>) -> tensor<1x4x5xf32>
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<1x4x5xf32>) -> tensor<1x4x1xf32>
  %r = tosa.reciprocal %sum : (tensor<1x4x1xf32>) -> tensor<1x4x1xf32>
  %w = tosa.mul %e, %r, %sh : (tensor<1x4x5xf32>, tensor<1x4x1xf32>, tensor<1xi8>) -> tensor<1x4x5xf32>
  %o = tosa.matmul %w, %v, %z, %z : (tensor<1x4x5xf32>, tensor<1x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x8xf32>
  return %o : tensor<1x4x8xf32>
}

// -----

func.func @of_inputs(%q: tensor<1x4x8xf32>, %kt: tensor<1x8x5xf32>,
    %v: tensor<1x5x8xf32>, %mask: tensor<1x5xi1>, %n: index) -> tensor<1x4x8xf32> {
  %empty = tensor.empty(%n) : tensor<1x?x5xi1>
  %broadcast = linalg.broadcast ins(%mask : tensor<1x5xi1>)
      outs(%empty : tensor<1x?x5xi1>) dimensions = [1]
  %m = tensor.extract_slice %broadcast[0, 0, 0] [1, 4, 5] [1, 1, 1]
      : tensor<1x?x5xi1> to tensor<1x4x5xi1>
  %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %sh = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %lowest = "tosa.const"() <{values = dense<0xFF800000> : tensor<1x1x1xf32>}> : () -> tensor<1x1x1xf32>
  %p = tosa.matmul %q, %kt, %z, %z : (tensor<1x4x8xf32>, tensor<1x8x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x5xf32>
  %s = tosa.select %m, %p, %lowest : (tensor<1x4x5xi1>, tensor<1x4x5xf32>, tensor<1x1x1xf32>) -> tensor<1x4x5xf32>
  %e = tosa.exp %s : (tensor<1x4x5xf32>) -> tensor<1x4x5xf32>
  %sum = tosa.reduce_sum %e {axis = 2 : i32} : (tensor<1x4x5xf32>) -> tensor<1x4x1xf32>
  %r = tosa.reciprocal %sum : (tensor<1x4x1xf32>) -> tensor<1x4x1xf32>
  %w = tosa.mul %e, %r, %sh : (tensor<1x4x5xf32>, tensor<1x4x1xf32>, tensor<1xi8>) -> tensor<1x4x5xf32>
  // expected-error @below {{raised attention cannot be verified: 'tensor.extract_slice' op has a slice of unknown size}}
  %o = tosa.matmul %w, %v, %z, %z : (tensor<1x4x5xf32>, tensor<1x5x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x4x8xf32>
  return %o : tensor<1x4x8xf32>
}
