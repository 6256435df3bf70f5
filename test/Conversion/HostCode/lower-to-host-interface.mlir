// RUN: a3-opt %s --a3-lower-to-host-interface | FileCheck %s

// Tasks get a word of state for each argument and the address of a function
// that unpacks it.
// CHECK-LABEL: func private @model(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[A:[^:]*]]: memref<64xf32>, %[[W:[^:]*]]: memref<0xi8>, %[[S:[^:]*]]: memref<64xi8>)
// CHECK-SAME:    llvm.linkage = #llvm.linkage<internal>
// CHECK-DAG:     %[[STATE:.*]] = llvm.alloca
// CHECK-DAG:     %[[ADDRESS:.*]] = memref.extract_aligned_pointer_as_index %[[A]]
// CHECK:         %[[BODY:.*]] = constant @kernel_0_task : (!llvm.ptr, i64) -> ()
// CHECK:         %[[POINTER:.*]] = builtin.unrealized_conversion_cast %[[BODY]]
// CHECK:         call @a3_for_each(%[[HOST]], %{{.*}}, %[[POINTER]], %[[STATE]])
// CHECK-NOT:     scf.forall
func.func @model(%host: !llvm.ptr, %a: memref<64xf32>, %weights: memref<0xi8>, %scratch: memref<64xi8>) {
  scf.forall (%i) in (64) {
    func.call @kernel_0(%i, %a) : (index, memref<64xf32>) -> ()
  }
  return
}

func.func private @kernel_0(%i: index, %a: memref<64xf32>) {
  %zero = arith.constant 0.0 : f32
  memref.store %zero, %a[%i] : memref<64xf32>
  return
}

// CHECK-LABEL: func private @kernel_0_task(
// CHECK-SAME:    %[[STATE:[^:]*]]: !llvm.ptr, %[[TASK:[^:]*]]: i64)
// CHECK-DAG:     %[[INDEX:.*]] = arith.index_cast %[[TASK]]
// CHECK-DAG:     %[[POINTER:.*]] = llvm.load
// CHECK:         call @kernel_0(%[[INDEX]], %{{.*}})

// The table's fourth function, after the context.
// CHECK-LABEL: func private @a3_for_each(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[COUNT:[^:]*]]: i64, %[[BODY:[^:]*]]: !llvm.ptr, %[[STATE:[^:]*]]: !llvm.ptr)
// CHECK:         %[[MEMBER:.*]] = llvm.getelementptr %[[HOST]][3]
// CHECK:         %[[CALLEE:.*]] = llvm.load %[[MEMBER]]
// CHECK:         %[[FIRST:.*]] = llvm.getelementptr %[[HOST]][0]
// CHECK:         %[[CONTEXT:.*]] = llvm.load %[[FIRST]]
// CHECK:         llvm.call %[[CALLEE]](%[[CONTEXT]], %[[COUNT]], %[[BODY]], %[[STATE]])

// CHECK-LABEL: func @a3_entry(
// CHECK-SAME:    %[[HOST:[^:]*]]: !llvm.ptr, %[[SLOTS:[^:]*]]: !llvm.ptr) {
// CHECK-DAG:     llvm.getelementptr %[[SLOTS]][0]
// CHECK-DAG:     llvm.getelementptr %[[SLOTS]][1]
// CHECK-DAG:     llvm.getelementptr %[[SLOTS]][2]
// CHECK:         call @model(%[[HOST]],
