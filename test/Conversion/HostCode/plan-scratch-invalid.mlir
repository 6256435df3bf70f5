// RUN: a3-opt %s --a3-plan-scratch --split-input-file --verify-diagnostics

func.func @dynamic(%n: index) {
  // expected-error @below {{an intermediate tensor has no static size; export the model with static shapes}}
  %a = memref.alloc(%n) : memref<?xf32>
  return
}

// -----

func.func @carried(%x: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%last = %x) -> (memref<4xf32>) {
    // expected-error @below {{a tensor made inside of a region leaves it, which is not supported}}
    %a = memref.alloc() : memref<4xf32>
    scf.yield %a : memref<4xf32>
  }
  return
}
