//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "MemoryImages.h"

#include "a3/ISA/Assembly.h"
#include "a3/Runtime/Npy.h"
#include "a3/Support/Files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;

namespace {

/// In the order of `Slot`.
constexpr std::array<std::string_view, numSlots> slotNames = {
    "query", "key", "value", "mask", "format", "output", "sorted_rows", "bias"};
constexpr unsigned maxSlot = 255;
/// More is not made for a slot that no file stands for.
constexpr int64_t maxRoom = int64_t(1) << 30;

std::optional<unsigned> slotNumber(std::string_view text) {
  const auto *named = std::ranges::find(slotNames, text);
  if (named != slotNames.end())
    return unsigned(named - slotNames.begin());
  unsigned number = 0;
  auto [end, code] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || code != std::errc() || end != text.data() + text.size() ||
      number > maxSlot)
    return std::nullopt;
  return number;
}

bool isNpy(const std::string &file) { return file.ends_with(".npy"); }

/// "[2, 5]": where in an array of that shape an element is.
std::string placeOf(size_t element, std::span<const int64_t> shape) {
  std::vector<size_t> indices(shape.size());
  for (size_t i = shape.size(); i-- > 0;) {
    indices[i] = element % size_t(shape[i]);
    element /= size_t(shape[i]);
  }
  return fmt::format("[{}]", fmt::join(indices, ", "));
}

/// The machine's formats have neither NaN nor infinities.
Expected<void> requireFinite(std::span<const uint8_t> bytes,
                             std::span<const int64_t> shape, unsigned slot) {
  for (size_t i = 0; i < bytes.size() / sizeof(float); ++i) {
    float value;
    std::memcpy(&value, bytes.data() + i * sizeof(float), sizeof(float));
    if (!std::isfinite(value))
      return failure(fmt::format(
          "element {} of slot {} is {}; the machine takes finite values only",
          shape.empty() ? std::to_string(i) : placeOf(i, shape), slot, value));
  }
  return {};
}

Expected<void> requireElement(const Tensor &tensor, const SlotUse &use,
                              unsigned slot) {
  const std::string &element = tensor.element();
  if (use.readsElements && element != "f32")
    return failure(
        fmt::format("slot {} holds f32, but the array has {}", slot, element));
  if (use.readsBytes && element != "i1" && element != "i8")
    return failure(fmt::format("slot {} holds a mask of bool or int8, but the "
                               "array has {}",
                               slot, element));
  if (use.readsRowNumbers && element != "i16")
    return failure(fmt::format("slot {} holds row numbers of int16, but the "
                               "array has {}",
                               slot, element));
  return {};
}

/// Whether an operand's elements follow each other in row-major order.
bool isDense(const OperandInfo &operand) {
  int64_t stride = 1;
  for (size_t i = operand.sizes.size(); i-- > 0;) {
    if (operand.sizes[i] != 1 && operand.strides[i] != stride)
      return false;
    stride *= operand.sizes[i];
  }
  return true;
}

std::vector<int64_t> resultShape(int64_t bytes, const SlotUse &use,
                                 const Site *site) {
  int64_t elements = bytes / int64_t(sizeof(float));
  if (site && isDense(site->output))
    return site->output.sizes;
  if (use.denseColumns && *use.denseColumns &&
      elements % *use.denseColumns == 0)
    return {elements / *use.denseColumns, *use.denseColumns};
  return {elements};
}

} // namespace

Expected<SlotFiles> a3::parseSlotFiles(std::span<const std::string> arguments,
                                       std::string_view option) {
  SlotFiles files;
  for (const std::string &argument : arguments) {
    size_t equals = argument.find('=');
    auto slot = slotNumber(std::string_view(argument).substr(0, equals));
    if (equals == argument.npos || !slot || equals + 1 == argument.size())
      return failure(fmt::format("a3-sim: error: {} '{}': expected SLOT=FILE, "
                                 "where a slot is a number up to {} or one of "
                                 "{}",
                                 option, argument, maxSlot,
                                 fmt::join(slotNames, ", ")));
    if (!files.emplace(*slot, argument.substr(equals + 1)).second)
      return failure(
          fmt::format("a3-sim: error: {} gives slot {} twice", option, *slot));
  }
  return files;
}

Expected<void> MemoryImages::read(unsigned slot, const SlotUse &use,
                                  const std::string &file) {
  Expected<InputFile> input = InputFile::open(file);
  if (!input)
    return tl::unexpected(input.error());
  Image &image = images[slot];
  std::span<const uint8_t> bytes = input->bytes();
  Expected<Tensor> tensor;
  if (isNpy(file)) {
    tensor = parseNpy(bytes);
    if (!tensor)
      return tl::unexpected(tensor.error());
    if (auto checked = requireElement(*tensor, use, slot); !checked)
      return checked;
    image.shape = tensor->shape();
    bytes = tensor->bytes();
  }
  if (bytes.empty())
    return failure(fmt::format("slot {} would hold no elements", slot));
  if (use.readsElements)
    if (auto checked = requireFinite(bytes, image.shape, slot); !checked)
      return checked;
  Expected<Buffer> buffer = Buffer::allocate(int64_t(bytes.size()));
  if (!buffer)
    return tl::unexpected(buffer.error());
  std::ranges::copy(bytes, buffer->bytes().begin());
  image.buffer = std::move(*buffer);
  if (!isNpy(file))
    image.shape = {};
  if (use.writes && image.shape.empty())
    image.shape = resultShape(int64_t(bytes.size()), use, nullptr);
  return {};
}

Expected<void> MemoryImages::makeRoom(const StreamSource &source, unsigned slot,
                                      const SlotUse &use, const Site *site) {
  int64_t bytes = site ? site->output.bytes : use.writtenEnd;
  if (bytes < 0 || bytes > maxRoom)
    return failure(fmt::format(
        "{}: error: {}: the result would end at byte {} of slot {}; give "
        "memory for it with --memory {}=FILE",
        source.place(use.writesLast),
        disassemble(source.stream[use.writesLast]), bytes, slot, slot));
  Expected<Buffer> buffer = Buffer::allocate(bytes);
  if (!buffer)
    return failure("a3-sim: error: " + buffer.error().message);
  images[slot] = {resultShape(bytes, use, site), std::move(*buffer)};
  return {};
}

Expected<MemoryImages> MemoryImages::create(const StreamSource &source,
                                            const Site *site,
                                            const SlotFiles &files) {
  MemoryImages result;
  auto uses = slotUses(source.stream);
  for (const auto &[slot, file] : files)
    if (!uses.contains(slot))
      return failure(fmt::format("a3-sim: error: the stream does not use slot "
                                 "{}, which '{}' is given for",
                                 slot, file));
  for (const auto &[slot, use] : uses) {
    Expected<void> made;
    auto reader = use.reader();
    if (auto file = files.find(slot); file != files.end()) {
      made = result.read(slot, use, file->second);
      if (!made)
        return failure(made.error().render(file->second));
    } else if (!reader) {
      made = result.makeRoom(source, slot, use, site);
      if (!made)
        return tl::unexpected(made.error());
    } else if (site && slot == unsigned(Slot::Format)) {
      result.formatsAreMissing = true;
    } else {
      return failure(fmt::format(
          "{}: error: {}: nothing is in memory slot {}; give it with "
          "--memory {}=FILE",
          source.place(*reader), disassemble(source.stream[*reader]), slot,
          slot));
    }
  }
  return result;
}

std::vector<Memory> MemoryImages::slots() {
  std::vector<Memory> memory;
  for (auto &[slot, image] : images) {
    memory.resize(slot + 1);
    memory[slot] = image.buffer.bytes();
  }
  return memory;
}

void MemoryImages::setFormats(std::span<const float> formats) {
  Expected<Buffer> buffer = Buffer::allocate(int64_t(formats.size_bytes()));
  std::memcpy(buffer->bytes().data(), formats.data(), formats.size_bytes());
  images[unsigned(Slot::Format)].buffer = std::move(*buffer);
  formatsAreMissing = false;
}

Expected<std::vector<uint8_t>>
MemoryImages::contents(unsigned slot, const std::string &file) const {
  const Image &image = images.at(slot);
  std::span<const uint8_t> bytes = image.buffer.bytes();
  if (!isNpy(file))
    return std::vector<uint8_t>(bytes.begin(), bytes.end());
  Expected<Tensor> tensor = Tensor::create("f32", image.shape);
  if (!tensor)
    return failure(tensor.error().render("a3-sim"));
  std::string header = npyHeader(*tensor);
  std::vector<uint8_t> result(header.begin(), header.end());
  result.insert(result.end(), bytes.begin(), bytes.end());
  return result;
}
