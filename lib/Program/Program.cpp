//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Program.h"

#include <map>

#include <algorithm>

using namespace a3;

std::optional<int64_t> a3::elementBytes(std::string_view element) {
  auto type = std::ranges::find(elementTypes, element, &ElementType::name);
  if (type == std::end(elementTypes))
    return std::nullopt;
  return type->bytes;
}

std::string a3::describeSizes(std::span<const int64_t> sizes) {
  std::string text;
  for (int64_t size : sizes) {
    text += text.empty() ? "" : "x";
    text += size == unknownSize ? "?" : std::to_string(size);
  }
  return text;
}

bool TensorInfo::isSized() const {
  return std::ranges::find(shape, unknownSize) == shape.end();
}

std::vector<const OperandInfo *> Site::operands() const {
  std::vector<const OperandInfo *> list = {&query, &key, &value};
  if (mask.starts_with("bitmap"))
    list.push_back(&maskRows);
  list.push_back(&output);
  if (hasSortedRows())
    list.push_back(&sortedRows);
  if (hasBias())
    list.push_back(&bias);
  return list;
}

bool Site::isSized() const {
  auto isKnown = [](const std::vector<int64_t> &numbers) {
    return std::ranges::find(numbers, unknownSize) == numbers.end();
  };
  return std::ranges::all_of(operands(), [&](const OperandInfo *operand) {
    return isKnown(operand->sizes) && isKnown(operand->strides);
  });
}

Expected<size_t> a3::findSite(const Program &program, std::string_view name) {
  auto found = std::ranges::find(program.sites, name, &Site::name);
  if (found != program.sites.end())
    return size_t(found - program.sites.begin());
  std::string names;
  for (const Site &site : program.sites)
    names += (names.empty() ? "" : ", ") + site.name;
  return failure("the program has no site '" + std::string(name) +
                 "'; it has " + (names.empty() ? "none" : names));
}

int64_t a3::headOffset(const OperandInfo &operand, int64_t head) {
  int64_t offset = 0;
  for (size_t i = operand.sizes.size() - 2; i-- > 0;) {
    offset += head % operand.sizes[i] * operand.strides[i];
    head /= operand.sizes[i];
  }
  return offset;
}

/// The operand that an instruction loads, or points at; empty where it has to
/// do with all, nothing where it stands for none.
static std::optional<std::string_view>
operandOf(const isa::Instruction &instruction) {
  using isa::Opcode, isa::Stream;
  auto ofStream = [](Stream stream) -> std::optional<std::string_view> {
    switch (stream) {
    case Stream::Query:
    case Stream::Position:
      return "query";
    case Stream::Key:
    case Stream::SortedRows:
      return "key";
    case Stream::Value:
      return "value";
    case Stream::Mask:
      return "mask";
    case Stream::Bias:
      return "bias";
    case Stream::Output:
      return "";
    case Stream::Format:
      return std::nullopt;
    }
    return std::nullopt;
  };
  switch (instruction.opcode) {
  case Opcode::SetAddress:
    return ofStream(Stream(instruction.fields[isa::set_address::stream]));
  case Opcode::SetStride:
    return ofStream(Stream(instruction.fields[isa::set_stride::stream]));
  case Opcode::ReadRange:
    return isa::lookup(instruction.opcode)
        ->fields[isa::read_range::operand]
        .names[size_t(instruction.fields[isa::read_range::operand])];
  case Opcode::LoadQuery:
    return "query";
  case Opcode::LoadKey:
  case Opcode::SortKey:
  case Opcode::LoadSorted:
    return "key";
  case Opcode::LoadValue:
    return "value";
  case Opcode::LoadMask:
    return "mask";
  case Opcode::LoadBias:
    return "bias";
  case Opcode::SetShape:
  case Opcode::SetMask:
  case Opcode::SetApproximation:
  case Opcode::Attend:
  case Opcode::StoreOutput:
    return "";
  default:
    return std::nullopt;
  }
}

std::string a3::placeOf(const Site &site, const isa::Instruction &instruction) {
  std::optional<std::string_view> operand = operandOf(instruction);
  if (!operand)
    return "";
  auto place = std::ranges::find(site.places, *operand, &OperandPlace::operand);
  return place == site.places.end() ? site.location : place->location;
}

std::vector<int64_t> a3::headsOfKeys(const Site &site) {
  std::map<std::pair<int64_t, int64_t>, int64_t> known;
  std::vector<int64_t> heads;
  for (int64_t head = 0; head < site.heads; ++head) {
    std::pair place(headOffset(site.key, head), headOffset(site.value, head));
    heads.push_back(known.try_emplace(place, head).first->second);
  }
  return heads;
}
