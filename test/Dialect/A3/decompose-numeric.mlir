// REQUIRES: mlir-runner

// DEFINE: %{lower} = --one-shot-bufferize=bufferize-function-boundaries --scf-forall-to-for --convert-linalg-to-loops --convert-scf-to-cf --expand-strided-metadata --lower-affine --convert-math-to-llvm --convert-arith-to-llvm --finalize-memref-to-llvm --convert-func-to-llvm --convert-cf-to-llvm --reconcile-unrealized-casts
// DEFINE: %{run} = mlir-runner -e main -entry-point-result=void -shared-libs=%runner_libs

// RUN: a3-opt %s --a3-decompose-attention %{lower} | %{run} | FileCheck %s

// The tiles give the same, so tiling keeps masks, diagonals and broadcasts.
// RUN: a3-opt %s --transform-preload-library=transform-library-paths=%S/Inputs/tile-by-one.mlir --transform-interpreter --a3-decompose-attention %{lower} | %{run} | FileCheck %s

// The keys are 0, ln 2 and ln 5, so a query of 1 has the weights 1/8, 2/8 and
// 5/8, and V is the unit matrix, so the output shows the weights.

func.func private @printMemrefF32(tensor<*xf32>)

func.func @exact(%q: tensor<1x?x1xf32>, %k: tensor<1x?x1xf32>,
                 %v: tensor<1x?x3xf32>, %o: tensor<1x?x3xf32>)
    -> tensor<1x?x3xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<1x?x1xf32>, tensor<1x?x1xf32>, tensor<1x?x3xf32>)
      outs(%o : tensor<1x?x3xf32>) {scale = 0.5 : f32} -> tensor<1x?x3xf32>
  return %0 : tensor<1x?x3xf32>
}

func.func @causal(%q: tensor<1x?x1xf32>, %k: tensor<1x?x1xf32>,
                  %v: tensor<1x?x3xf32>, %o: tensor<1x?x3xf32>)
    -> tensor<1x?x3xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<1x?x1xf32>, tensor<1x?x1xf32>, tensor<1x?x3xf32>)
      outs(%o : tensor<1x?x3xf32>)
      {scale = 0.5 : f32, causal, causal_offset = -1} -> tensor<1x?x3xf32>
  return %0 : tensor<1x?x3xf32>
}

func.func @masked(%q: tensor<2x2x1xf32>, %k: tensor<1x3x1xf32>,
                  %v: tensor<1x3x3xf32>, %m: tensor<2x1x3xi1>,
                  %o: tensor<2x2x3xf32>) -> tensor<2x2x3xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<2x2x1xf32>, tensor<1x3x1xf32>, tensor<1x3x3xf32>)
      mask(%m : tensor<2x1x3xi1>) outs(%o : tensor<2x2x3xf32>)
      -> tensor<2x2x3xf32>
  return %0 : tensor<2x2x3xf32>
}

func.func @causal_and_masked(%q: tensor<1x3x1xf32>, %k: tensor<1x3x1xf32>,
                             %v: tensor<1x3x3xf32>, %m: tensor<1x1x3xi1>,
                             %o: tensor<1x3x3xf32>) -> tensor<1x3x3xf32> {
  %0 = a3.attention
      ins(%q, %k, %v : tensor<1x3x1xf32>, tensor<1x3x1xf32>, tensor<1x3x3xf32>)
      mask(%m : tensor<1x1x3xi1>) outs(%o : tensor<1x3x3xf32>) {causal}
      -> tensor<1x3x3xf32>
  return %0 : tensor<1x3x3xf32>
}

func.func @main() {
  %nan = arith.constant 0x7FC00000 : f32
  %q = arith.constant dense<[[[2.0], [0.0], [2.0]]]> : tensor<1x3x1xf32>
  %k = arith.constant dense<[[[0.0], [0.69314718], [1.60943791]]]>
      : tensor<1x3x1xf32>
  %v = arith.constant
      dense<[[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]]>
      : tensor<1x3x3xf32>
  %qd = tensor.cast %q : tensor<1x3x1xf32> to tensor<1x?x1xf32>
  %kd = tensor.cast %k : tensor<1x3x1xf32> to tensor<1x?x1xf32>
  %vd = tensor.cast %v : tensor<1x3x3xf32> to tensor<1x?x3xf32>
  // What the output held before must not show.
  %o = tensor.splat %nan : tensor<1x3x3xf32>
  %od = tensor.cast %o : tensor<1x3x3xf32> to tensor<1x?x3xf32>

  // CHECK: data =
  // CHECK-NEXT: [0.125,{{ +}}0.25,{{ +}}0.625]
  // CHECK-NEXT: [0.333333,{{ +}}0.333333,{{ +}}0.333333]
  // CHECK-NEXT: [0.125,{{ +}}0.25,{{ +}}0.625]
  %0 = call @exact(%qd, %kd, %vd, %od)
      : (tensor<1x?x1xf32>, tensor<1x?x1xf32>, tensor<1x?x3xf32>,
         tensor<1x?x3xf32>) -> tensor<1x?x3xf32>
  %unranked0 = tensor.cast %0 : tensor<1x?x3xf32> to tensor<*xf32>
  call @printMemrefF32(%unranked0) : (tensor<*xf32>) -> ()

  // The first query has no row at all, the last one lacks the last row.
  // CHECK: data =
  // CHECK-NEXT: [0,{{ +}}0,{{ +}}0]
  // CHECK-NEXT: [1,{{ +}}0,{{ +}}0]
  // CHECK-NEXT: [0.333333,{{ +}}0.666667,{{ +}}0]
  %1 = call @causal(%qd, %kd, %vd, %od)
      : (tensor<1x?x1xf32>, tensor<1x?x1xf32>, tensor<1x?x3xf32>,
         tensor<1x?x3xf32>) -> tensor<1x?x3xf32>
  %unranked1 = tensor.cast %1 : tensor<1x?x3xf32> to tensor<*xf32>
  call @printMemrefF32(%unranked1) : (tensor<*xf32>) -> ()

  // Row 1 is hidden, so its NaN in K and V does not show; the second batch
  // has no rows.
  // CHECK: data =
  // CHECK-NEXT: [0.166667,{{ +}}0,{{ +}}0.833333]
  // CHECK-NEXT: [0.5,{{ +}}0,{{ +}}0.5]
  // CHECK-NEXT: [0,{{ +}}0,{{ +}}0]
  // CHECK-NEXT: [0,{{ +}}0,{{ +}}0]
  %q2 = arith.constant dense<[[[1.0], [0.0]], [[1.0], [0.0]]]>
      : tensor<2x2x1xf32>
  %kn = arith.constant dense<[[[0.0], [0x7FC00000], [1.60943791]]]>
      : tensor<1x3x1xf32>
  %vn = arith.constant dense<[[[1.0, 0.0, 0.0],
      [0x7FC00000, 0x7FC00000, 0x7F800000], [0.0, 0.0, 1.0]]]>
      : tensor<1x3x3xf32>
  %m2 = arith.constant dense<[[[true, false, true]], [[false, false, false]]]>
      : tensor<2x1x3xi1>
  %o2 = tensor.splat %nan : tensor<2x2x3xf32>
  %2 = call @masked(%q2, %kn, %vn, %m2, %o2)
      : (tensor<2x2x1xf32>, tensor<1x3x1xf32>, tensor<1x3x3xf32>,
         tensor<2x1x3xi1>, tensor<2x2x3xf32>) -> tensor<2x2x3xf32>
  %unranked2 = tensor.cast %2 : tensor<2x2x3xf32> to tensor<*xf32>
  call @printMemrefF32(%unranked2) : (tensor<*xf32>) -> ()

  // Both hide: row 0 by the mask, rows after the query by causality.
  // CHECK: data =
  // CHECK-NEXT: [0,{{ +}}0,{{ +}}0]
  // CHECK-NEXT: [0,{{ +}}1,{{ +}}0]
  // CHECK-NEXT: [0,{{ +}}0.285714,{{ +}}0.714286]
  %q3 = arith.constant dense<[[[1.0], [0.0], [1.0]]]> : tensor<1x3x1xf32>
  %m3 = arith.constant dense<[[[false, true, true]]]> : tensor<1x1x3xi1>
  %3 = call @causal_and_masked(%q3, %k, %v, %m3, %o)
      : (tensor<1x3x1xf32>, tensor<1x3x1xf32>, tensor<1x3x3xf32>,
         tensor<1x1x3xi1>, tensor<1x3x3xf32>) -> tensor<1x3x3xf32>
  %unranked3 = tensor.cast %3 : tensor<1x3x3xf32> to tensor<*xf32>
  call @printMemrefF32(%unranked3) : (tensor<*xf32>) -> ()
  return
}
