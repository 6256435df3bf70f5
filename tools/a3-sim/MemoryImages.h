//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_TOOLS_A3_SIM_MEMORYIMAGES_H
#define A3_TOOLS_A3_SIM_MEMORYIMAGES_H

#include "a3/Debugger/StreamSource.h"
#include "a3/ISA/SlotUse.h"
#include "a3/Runtime/Tensor.h"
#include "a3/Simulator/Simulator.h"

namespace a3 {

/// Files by memory slot.
using SlotFiles = std::map<unsigned, std::string>;

/// Reads SLOT=FILE arguments of `option`. A slot is a number, or a name from
/// the compiler's order (query, key, value, mask, format, output).
Expected<SlotFiles> parseSlotFiles(std::span<const std::string> arguments,
                                   std::string_view option);

/// The memory that a stream runs on. Errors are rendered.
class MemoryImages {
public:
  /// Reads a file for each slot that the stream reads, and makes room for those
  /// that it only writes. `site` is null for a bare stream. Refuses slots
  /// without a file, files without elements, and f32 that are not finite.
  static Expected<MemoryImages>
  create(const StreamSource &source, const Site *site, const SlotFiles &files);

  /// By slot; those that are not used are empty.
  std::vector<Memory> slots();

  /// Fills the format records of a site, which needs no file for them.
  void setFormats(std::span<const float> formats);
  bool needsFormats() const { return formatsAreMissing; }

  /// The contents of a slot that the stream writes, for a file of that name:
  /// .npy, or bytes.
  Expected<std::vector<uint8_t>> contents(unsigned slot,
                                          const std::string &file) const;

private:
  struct Image {
    std::vector<int64_t> shape;
    Buffer buffer;
  };

  Expected<void> read(unsigned slot, const isa::SlotUse &use,
                      const std::string &file);
  Expected<void> makeRoom(const StreamSource &source, unsigned slot,
                          const isa::SlotUse &use, const Site *site);

  std::map<unsigned, Image> images;
  bool formatsAreMissing = false;
};

} // namespace a3

#endif // A3_TOOLS_A3_SIM_MEMORYIMAGES_H
