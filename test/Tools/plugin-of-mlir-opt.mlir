// MLIR's own mlir-opt knows the dialects and passes of the plugin.
// REQUIRES: mlir-opt
// RUN: mlir-opt --load-dialect-plugin=%a3_plugin --load-pass-plugin=%a3_plugin --pass-pipeline='builtin.module(a3-raise-attention)' %s 2>&1 | FileCheck %s
// RUN: mlir-opt --load-dialect-plugin=%a3_plugin --show-dialects | FileCheck %s --check-prefix=DIALECTS
// RUN: mlir-opt --load-pass-plugin=%a3_plugin --list-passes | FileCheck %s --check-prefix=PASSES

// Without it, it knows neither.
// RUN: echo 'module {}' | not mlir-opt --pass-pipeline='builtin.module(a3-raise-attention)' 2>&1 | FileCheck %s --check-prefix=NO-PASS
// RUN: not mlir-opt %s 2>&1 | FileCheck %s --check-prefix=NO-DIALECT

// The plugin has no copy of MLIR.
// RUN: llvm-readelf --dynamic-table %a3_plugin | FileCheck %s --check-prefix=NEEDED

// DIALECTS-DAG: {{(^|[ ,])}}a3{{$|,}}
// DIALECTS-DAG: a3isa
// PASSES-DAG: a3-raise-attention
// PASSES-DAG: convert-a3-to-a3isa
// PASSES-DAG: a3-verify-raised
// NO-PASS: 'a3-raise-attention' does not refer to a registered pass or pass pipeline
// NO-DIALECT: Dialect `a3' not found
// NEEDED-DAG: [libMLIR.so
// NEEDED-DAG: [libLLVM.so

// CHECK-LABEL: func.func @attention(
// CHECK: a3.attention
func.func @attention(%q: tensor<2x4x8xf32>, %k: tensor<2x8x5xf32>,
    %v: tensor<2x5x6xf32>) -> tensor<2x4x6xf32> {
  %zero = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
  %shift = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
  %scores = tosa.matmul %q, %k, %zero, %zero
      : (tensor<2x4x8xf32>, tensor<2x8x5xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x5xf32>
  %max = tosa.reduce_max %scores {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
  %shifted = tosa.sub %scores, %max : (tensor<2x4x5xf32>, tensor<2x4x1xf32>) -> tensor<2x4x5xf32>
  %exp = tosa.exp %shifted : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  %sum = tosa.reduce_sum %exp {axis = 2 : i32} : (tensor<2x4x5xf32>) -> tensor<2x4x1xf32>
  %inverse = tosa.reciprocal %sum : (tensor<2x4x1xf32>) -> tensor<2x4x1xf32>
  %weights = tosa.mul %exp, %inverse, %shift : (tensor<2x4x5xf32>, tensor<2x4x1xf32>, tensor<1xi8>) -> tensor<2x4x5xf32>
  %result = tosa.matmul %weights, %v, %zero, %zero
      : (tensor<2x4x5xf32>, tensor<2x5x6xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x4x6xf32>
  return %result : tensor<2x4x6xf32>
}

// The dialects of the plugin are read and printed.
// CHECK-LABEL: func.func @sorted(
// CHECK: a3.sort_keys
func.func @sorted(%keys: tensor<6x8xf32>, %rows: tensor<8x6xi16>) -> tensor<8x6xi16> {
  %sorted = a3.sort_keys ins(%keys : tensor<6x8xf32>)
      outs(%rows : tensor<8x6xi16>) -> tensor<8x6xi16>
  return %sorted : tensor<8x6xi16>
}
