//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//


#ifndef A3_CONVERSION_A3TOISA_PASSES_TD
#define A3_CONVERSION_A3TOISA_PASSES_TD

include "mlir/Pass/PassBase.td"

def A3OrderKeys : Pass<"a3-order-keys", "::mlir::ModuleOp"> {
  let summary = "Gives approximate attention the order of keys that is known";
  let description = [{
    Candidate selection reads sorted columns of K. So that the machine need not
    sort them, an approximate `a3.attention` on tensors, of the module's only
    public function, gets `sorted` rows where

    - K is a constant: the order is one too, as `a3.sort_keys` folds to;
    - `carry` is set and K is a key-value cache, an argument of the function with
      new rows behind it, seen through views and transposes: the order of the
      cache is a new last argument, `a3.insert_sorted_rows` inserts the new
      rows, and the order of K is a new last result. A step's results are so the
      arguments of the next one.

    With `carry`, other attention gets a remark with the place where its keys
    come from. Operations that read one K share its order. Those that have
    sorted rows, or that the machine cannot compute, stay as they are.
  }];
  let options = [
    Option<"machine", "machine", "std::string", /*default=*/"\"a3-hpca20\"",
           "Name of a built-in machine description, or a file with one">,
    Option<"carry", "carry", "bool", /*default=*/"false",
           "Make the order of a key-value cache an argument and a result">
  ];
  let dependentDialects = [
    "::mlir::a3::A3Dialect", "::mlir::arith::ArithDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def ConvertA3ToISA : Pass<"convert-a3-to-a3isa", "::mlir::ModuleOp"> {
  let summary = "Gives each a3.attention its instruction stream";
  let description = [{
    Replaces each `a3.attention` on memrefs by an `a3isa.launch` of an
    `a3isa.site` with the stream, named after the attention's `site`. What the
    machine cannot do stays as it is, with a remark that names the reason;
    `checkOffload` gives the same answer on tensors, before bufferization. Where
    only the launch knows a size, the operation stays without a remark, since
    its stream is written there.

    The stream's length does not depend on the numbers of heads, queries and
    rows: they are counts of loops. Batch dimensions whose strides allow it are
    one loop. A head's queries are cut into blocks of what a query bank holds,
    and its rows, where there are more than a key bank holds, into tiles whose
    results are merged. Blocks, tiles and heads alternate between the two banks
    of each buffer, so that the next one loads while the present one computes:
    an `attend` frees the banks that it read with a token for the load queue,
    and a store frees its output bank with a token for the compute queue. Where
    an odd number of blocks, tiles or heads would meet the same bank twice, a
    group of instructions that pass the tokens on without any work keeps the
    alternation.

    With an `approximation`, keys are sorted after each load, or the order that
    the attention has as an operand is loaded, and `m` is shared out: of n rows, a
    tile of r rows gets ceil(m * r / n) iterations.
  }];
  let options = [
    Option<"machine", "machine", "std::string", /*default=*/"\"a3-hpca20\"",
           "Name of a built-in machine description, or a file with one">
  ];
  let dependentDialects = ["::mlir::a3isa::A3ISADialect"];
}

#endif // A3_CONVERSION_A3TOISA_PASSES_TD
