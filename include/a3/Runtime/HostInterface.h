//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the native code of a program file and the runtime know of each other.
// The native code is a shared object with one symbol, `a3_entry`; all that it
// needs of the runtime comes in a table of functions, so nothing is resolved
// by name.
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_HOSTINTERFACE_H
#define A3_RUNTIME_HOSTINTERFACE_H

#include <cstdint>

namespace a3 {

/// Row-major single-precision products: for each of `batch` matrices
/// C (m × n) = A (m × k) · B (k × n), plus C where `accumulate` is set. Strides
/// and leading dimensions count elements; a transposed operand is stored as
/// k × m or n × k.
struct MatrixProduct {
  int64_t batch, m, n, k;
  const float *a;
  int64_t leadingA, strideA;
  const float *b;
  int64_t leadingB, strideB;
  float *c;
  int64_t leadingC, strideC;
  int8_t transposeA, transposeB, accumulate;
};

/// The runtime's functions; `context` is their first argument. The order of
/// the members is part of the program file's format version.
struct HostInterface {
  void *context;

  /// Runs the instruction stream of `site`. `operands` are the first elements
  /// of query, key, value, mask, output, bias and sorted rows, laid out as the
  /// site's OperandInfo says; null where there is none. Not from inside
  /// `forEach`.
  void (*launch)(void *context, int64_t site, void *const *operands);

  void (*multiply)(void *context, const MatrixProduct *product);

  /// Calls body(state, i) for each i in [0, count), on any threads.
  void (*forEach)(void *context, int64_t count,
                  void (*body)(void *state, int64_t index), void *state);

  /// Ends the run with an error of the user's model or input, such as an index
  /// out of bounds. Does not return.
  void (*fail)(void *context, const char *message);

  /// The sizes of the inputs that their types do not say, in order.
  const int64_t *inputSizes;

  /// Memory for an intermediate tensor whose size only the run knows: as many
  /// bytes as the product of `count` factors. Tensors of one `number` do not
  /// live at the same time; the memory is kept for the next one. Not from
  /// inside `forEach`.
  void *(*allocate)(void *context, int64_t number, int64_t count,
                    const int64_t *factors);

  /// Makes the output `index`, whose type has unknown sizes, in the given ones,
  /// of as many dimensions as it has, and returns its first element. Once a
  /// run, not from inside `forEach`.
  void *(*makeOutput)(void *context, int64_t index, const int64_t *sizes);

  /// As `launch`, of a site of unknown sizes: `layout` holds the sizes, then
  /// the strides, of each operand that there is, in order (`resolveSite`).
  void (*launchSized)(void *context, int64_t site, void *const *operands,
                      const int64_t *layout);
};

/// `a3_entry`: `slots` are the first elements of the inputs, of the outputs
/// whose sizes are all known, of the weights and of the scratch memory, in this
/// order. All buffers are row-major and 64-byte aligned.
using Entry = void (*)(const HostInterface *host, void *const *slots);

} // namespace a3

#endif // A3_RUNTIME_HOSTINTERFACE_H
