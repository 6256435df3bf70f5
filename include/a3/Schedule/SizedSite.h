//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Sites that are scheduled anew: for the sizes of a launch, or to leave out
// other rows.
//
//===----------------------------------------------------------------------===//

#ifndef A3_SCHEDULE_SIZEDSITE_H
#define A3_SCHEDULE_SIZEDSITE_H

#include "a3/Machine/Machine.h"
#include "a3/Program/Program.h"

#include <span>

namespace a3 {

/// How many numbers say the sizes of a launch: for each of `Site::operands` a
/// size, then a stride a dimension.
size_t countLayout(const Site &site);

/// A site of unknown sizes as it is in one launch: with all sizes and strides,
/// and a stream that `checkStream` has passed. `layout` holds what
/// `countLayout` counts, of the operands themselves: 1 where they are
/// broadcast. An error says the sizes and why the machine cannot compute them.
Expected<Site> resolveSite(const Site &site, std::span<const int64_t> layout,
                           const Machine &machine);

/// A site that leaves out other rows, otherwise the same: with the stream that
/// the compiler would have written, which `checkStream` has passed. Of a site
/// of unknown sizes, `resolveSite` writes the stream. An error says why the
/// machine cannot compute it.
Expected<Site> approximateSite(Site site, Approximations approximations,
                               const Machine &machine);

} // namespace a3

#endif // A3_SCHEDULE_SIZEDSITE_H
