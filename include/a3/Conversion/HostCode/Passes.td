//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_CONVERSION_HOSTCODE_PASSES_TD
#define A3_CONVERSION_HOSTCODE_PASSES_TD

include "mlir/Pass/PassBase.td"

// The passes below work on the module's only public function, the entry, and
// run in this order.

def A3ExternalizeWeights : Pass<"a3-externalize-weights", "::mlir::ModuleOp"> {
  let summary = "Makes large constants views of one buffer argument";
  let description = [{
    Weights must never pass through LLVM IR, so every resource, and every other
    constant tensor of at least `min-bytes` that is not a splat, becomes a view,
    at an offset that is a multiple of 64, of a new last argument `memref<Nxi8>`
    of the entry. The
    program file carries the bytes. Equal blobs are kept once. An element of
    type i1 takes one byte.

    ```mlir
    func.func @main(%weights: memref<1024xi8>) -> tensor<16x16xf32> {
      %offset = arith.constant 0 : index
      %0 = memref.view %weights[%offset][] : memref<1024xi8> to memref<16x16xf32>
      %1 = bufferization.to_tensor %0 restrict
          : memref<16x16xf32> to tensor<16x16xf32>
      return %1 : tensor<16x16xf32>
    }
    ```
  }];
  let options = [
    Option<"minBytes", "min-bytes", "int64_t", "1024",
           "Size from which a constant that is no resource leaves the code">
  ];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect"
  ];
}

def A3AssertSizes : Pass<"a3-assert-sizes", "::mlir::ModuleOp"> {
  let summary = "Asserts that the sizes of the inputs fit together";
  let description = [{
    Where an input has an unknown size, what operations take for granted of
    sizes becomes `cf.assert`: that tensors which a loop walks over are equally
    long, that slices and the windows of convolutions lie inside of their
    tensors, that a cast to a known size or a reshape is right. What follows
    from the types, or from sizes that are the same value, needs no assert. So
    a run with sizes that the model does not allow is an error, and never reads
    other memory. Reshapes to the elements of a tensor become `expand_shape`.
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::cf::ControlFlowDialect", "::mlir::tensor::TensorDialect"
  ];
}

def A3HostSignature : Pass<"a3-host-signature", "::mlir::ModuleOp"> {
  let summary = "Gives the entry the arguments of host code";
  let description = [{
    The entry takes the runtime's table of functions, then memrefs: inputs,
    results, and whatever memrefs it had (the weights). Tensor arguments are
    read through `bufferization.to_tensor`, results written by
    `bufferization.materialize_in_destination`, so that bufferization computes
    them in place.

    An input of unknown sizes is a pointer; its sizes are the last arguments. A
    result of unknown sizes is no argument: it is written to what a call of
    `@a3_make_output_N` returns, which stands for `makeOutput` of
    HostInterface.h and takes the result's number and its N sizes. The call
    stands as early as its sizes are known.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::bufferization::BufferizationDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::memref::MemRefDialect",
    "::mlir::tensor::TensorDialect"
  ];
}

def A3FuseHostLoops : Pass<"a3-fuse-host-loops", "::mlir::ModuleOp"> {
  let summary = "Fuses linalg on tensors for the host";
  let description = [{
    Named operations become `linalg.generic`. Element-wise producers are fused
    into their only consumer, those that only cast, compare and select into
    each. Matrix products take in
    transposes and broadcasts only, and only those that leave them products for
    a BLAS (`a3-products-to-host`). Fills and empty tensors get one user each,
    so that bufferization copies none.
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"
  ];
}

def A3TransposesToStrides
    : Pass<"a3-transposes-to-strides", "::mlir::ModuleOp"> {
  let summary = "Lets attention read and write transposed tensors in place";
  let description = [{
    Where the only use of a transposing copy is an `a3.attention` on memrefs, or
    its source is an attention's output, the attention gets a `memref.reinterpret_cast`
    of the other side, if the machine can read or write that, and the copy goes.
    Heads are rows with a pitch then.
  }];
  let options = [
    Option<"machine", "machine", "std::string", /*default=*/"\"a3-hpca20\"",
           "Name of a built-in machine description, or a file with one">
  ];
  let dependentDialects = ["::mlir::memref::MemRefDialect"];
  let statistics = [
    Statistic<"numSaved", "saved", "Copies that are gone">
  ];
}

def A3LaunchesToHost : Pass<"a3-launches-to-host", "::mlir::ModuleOp"> {
  let summary = "Makes launches calls of the runtime";
  let description = [{
    An `a3isa.launch` becomes a call of `@a3_launch`, which stands for `launch`
    of HostInterface.h, with the number of the site and for each operand its
    memory and its offset in elements. With a mask or sorted rows, the name ends
    in `_masked`, `_sorted` or `_masked_sorted`. The sites, which the program
    file carries by then, are removed.

    An `a3.attention` of sizes that only the launch knows becomes a call of
    `@a3_launch_sized_N`, with the same endings before the N, which stands for
    `launchSized`: N sizes and strides follow the operands.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::memref::MemRefDialect"
  ];
}

def A3InsertionsToLoops : Pass<"a3-insertions-to-loops", "::mlir::ModuleOp"> {
  let summary = "Makes a3.insert_sorted_rows and a3.sort_keys loops in linalg";
  let description = [{
    `a3.insert_sorted_rows` on memrefs becomes a `linalg.generic` over the batch
    dimensions and the columns of K, whose body copies the old order and moves
    each new row to its place, from behind. `a3.sort_keys` is the same from
    nothing, so its work grows with the rows of a tile squared. A row number that is outside of its tile is an assert,
    as far as its key is compared; the others are checked by who reads them.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect"
  ];
}

def A3AssertsToHost : Pass<"a3-asserts-to-host", "::mlir::ModuleOp"> {
  let summary = "Makes asserts calls of the runtime";
  let description = [{
    A `cf.assert` that does not hold calls `@a3_fail`, which stands for `fail`
    of HostInterface.h, with its message.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::scf::SCFDialect"
  ];
}

def A3ProductsToHost : Pass<"a3-products-to-host", "::mlir::ModuleOp"> {
  let summary = "Makes matrix products on f32 memrefs calls of the runtime";
  let description = [{
    Any contraction of two f32 memrefs whose strides a BLAS can express becomes
    a call of `@a3_multiply`, which stands for `multiply` of HostInterface.h:

    ```text title="its arguments"
    (host, batch, m, n, k, a, offset, leading, stride, b, ..., c, ...,
     transpose a, transpose b, accumulate)
    ```

    Loops of one kind (batch, m, n or k) are merged where strides allow; others
    run around the call. Sizes and strides that only the run knows are compared
    as products of such sizes. A fill with zero before the product is dropped and the
    product overwrites. Other contractions stay loops.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect"
  ];
  let statistics = [
    Statistic<"numProducts", "products", "Products that became calls">
  ];
}

def A3OutlineKernels : Pass<"a3-outline-kernels", "::mlir::ModuleOp"> {
  let summary = "Makes each linalg operation on memrefs a function of loops";
  let description = [{
    Every linalg operation and copy of the entry becomes a private function of
    `scf.for` loops, equal ones shared, so that six equal layers are compiled
    once. The innermost loop is the one that most data is contiguous in. Where
    there is enough work, the outer loops become an `scf.forall` of calls, for
    the runtime's threads.

    Functions take pointers: sizes, strides and an offset that a buffer's type
    does not say are arguments of their own. Of loops of unknown length, the
    number of iterations is estimated to choose among these.

    Sums and products of a reduction get the `reassoc` flag, without which they
    would not be vectorised: their order is not that of the source.
  }];
  let dependentDialects = [
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::func::FuncDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect"
  ];
  let statistics = [
    Statistic<"numKernels", "kernels", "Functions, after sharing">,
    Statistic<"numOperations", "operations", "linalg operations and copies">
  ];
}

def A3PlanScratch : Pass<"a3-plan-scratch", "::mlir::ModuleOp"> {
  let summary = "Places all intermediate buffers in one scratch argument";
  let description = [{
    Each `memref.alloc` of the entry becomes a view of a new last argument
    `memref<Sxi8>`, so that native code never allocates. Buffers that are not
    live at the same time share memory: larger ones are placed first, each at
    the lowest offset that is free for its whole life.

    A buffer of unknown size becomes a view of what a call of `@a3_allocate_N`
    returns, which stands for `allocate` of HostInterface.h: it takes a number,
    which buffers share that are not live at the same time, and N factors of the
    size in bytes.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"
  ];
  let statistics = [
    Statistic<"totalBytes", "total-bytes", "Sum of the buffers' sizes">,
    Statistic<"scratchBytes", "scratch-bytes", "Size of the scratch memory">
  ];
}

def A3LowerToHostInterface
    : Pass<"a3-lower-to-host-interface", "::mlir::ModuleOp"> {
  let summary = "Reaches the runtime through its table of functions";
  let description = [{
    An `scf.forall` of calls becomes a call of the table's `forEach`
    (include/a3/Runtime/HostInterface.h), and the functions that stand for
    members of the table get bodies that call those. Adds the symbol that the
    runtime looks up, `a3_entry(host, slots)`, with the inputs, results, weights
    and scratch memory in the slots.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::mlir::LLVM::LLVMDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect"
  ];
}

def A3ApproximateMath : Pass<"a3-approximate-math"> {
  let summary = "Replaces f32 math functions by arithmetic that vectorises";
  let description = [{
    Polynomial approximations of MLIR for exp, erf, tanh, log and their like.
    Functions without one, and those on f64, stay calls of the C library, and so
    do sin and cos, whose approximations lose accuracy far from zero.
    Casts between f64 and bf16, which would be calls as well, take two steps.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::vector::VectorDialect"
  ];
}

def A3StoreBF16AsIntegers
    : Pass<"a3-store-bf16-as-integers", "::mlir::ModuleOp"> {
  let summary = "Makes bf16 that is only moved i16";
  let description = [{
    LLVM calls a function of the compiler's library to move bf16 between vectors
    and memory where the processor has no instructions for the type, and older
    libraries have none. Arithmetic on bf16 must have become such on f32 before,
    and casts such on integers.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

#endif // A3_CONVERSION_HOSTCODE_PASSES_TD
