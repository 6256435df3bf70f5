//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Choice of the format records at run time (reference section 1, traps): the
// format has few bits, so q and K share their magnitude evenly, and V fills
// the range. All factors are powers of two beside the scale, so that scores
// and results change only by what the format rounds.
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_BALANCE_H
#define A3_RUNTIME_BALANCE_H

#include "a3/Runtime/Site.h"

#include <span>

namespace a3 {

/// One head's factors, in the order in which load_format reads them.
struct FormatRecord {
  float query = 1, key = 1, value = 1, output = 1;
};

/// Largest magnitudes of one head's operands. All rows count, also those that
/// a mask hides: what is loaded must fit whether it takes part or not. NaN
/// where an operand has one.
struct Ranges {
  float query = 0, key = 0, value = 0;
};

/// With a = floor(log2(sqrt(max|K| / max|q * scale|))), q is multiplied by
/// scale * 2^a and K by 2^-a; V by the largest power of two that keeps it
/// within the format, results by its inverse. A range that is zero or not
/// finite, or a factor that binary32 cannot hold, leaves its operands as they
/// are (q times the scale).
FormatRecord balance(const Ranges &ranges, double scale,
                     const Machine &machine);

/// The ranges of a site's heads, in row-major order of its batch dimensions,
/// that of the queries over all heads which share keys and values; `pool` may
/// be null.
std::vector<Ranges> measureRanges(const Site &site,
                                  const SiteOperands &operands,
                                  ThreadPool *pool = nullptr);

/// The format records of heads with these ranges, as in `Site::formats`.
std::vector<float> balance(std::span<const Ranges> heads, double scale,
                           const Machine &machine);

} // namespace a3

#endif // A3_RUNTIME_BALANCE_H
