// RUN: a3-opt %s --a3-plan-scratch --split-input-file --verify-diagnostics

// expected-error @below {{the first argument must be the runtime's table of functions}}
func.func @no_host(%n: index) {
  %a = memref.alloc(%n) : memref<?xf32>
  return
}

// -----

func.func @columns_first(%x: memref<4xf32>) {
  // expected-error @below {{an intermediate tensor is 'memref<4x4xf32, strided<[1, 4]>>', for which there is no memory}}
  %a = memref.alloc() : memref<4x4xf32, strided<[1, 4]>>
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
