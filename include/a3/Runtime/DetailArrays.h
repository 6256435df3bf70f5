//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_DETAILARRAYS_H
#define A3_RUNTIME_DETAILARRAYS_H

#include "a3/Runtime/RunDetail.h"
#include "a3/Runtime/Tensor.h"

namespace a3 {

/// The launches of a run as Python takes them (python/a3/run_detail.py).
struct DetailArrays {
  /// A JSON list of them, in which an array is its number in `arrays`.
  std::string launches;
  std::vector<Tensor> arrays;
};

Expected<DetailArrays> detailArrays(std::vector<LaunchDetail> launches);

} // namespace a3

#endif // A3_RUNTIME_DETAILARRAYS_H
