//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_ISA_SLOTUSE_H
#define A3_ISA_SLOTUSE_H

#include "a3/ISA/Instruction.h"

#include <map>
#include <optional>

namespace a3::isa {

/// What a stream does with one memory slot.
struct SlotUse {
  /// Numbers of the first instructions that read f32, read bytes (masks), read
  /// 16-bit row numbers and write f32.
  std::optional<size_t> readsElements, readsBytes, readsRowNumbers, writes;
  std::optional<size_t> reader() const {
    return readsElements ? readsElements
           : readsBytes  ? readsBytes
                         : readsRowNumbers;
  }
  /// The byte after the last one that is written, and who writes it.
  int64_t writtenEnd = 0;
  size_t writesLast = 0;
  /// Columns of the results, if all are of the same number and lie densely.
  std::optional<int64_t> denseColumns;
};

/// The slots that transfers of a stream name. The stream's loops must nest and
/// not expand to too much; its addresses may be wrong.
std::map<unsigned, SlotUse> slotUses(std::span<const Instruction> stream);

} // namespace a3::isa

#endif // A3_ISA_SLOTUSE_H
