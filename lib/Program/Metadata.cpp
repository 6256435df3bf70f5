//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Program/Metadata.h"

#include "a3/Program/Program_generated.h"

#include <algorithm>
#include <cstring>

using namespace a3;
using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;

namespace {

Offset<schema::OperandInfo> encode(FlatBufferBuilder &builder,
                                   const OperandInfo &operand) {
  return schema::CreateOperandInfoDirect(builder, &operand.sizes,
                                         &operand.strides, operand.bytes);
}

Offset<schema::TensorInfo> encode(FlatBufferBuilder &builder,
                                  const TensorInfo &tensor) {
  return schema::CreateTensorInfoDirect(builder, tensor.name.c_str(),
                                        tensor.element.c_str(), &tensor.shape);
}

Offset<schema::Approximation> encode(FlatBufferBuilder &builder,
                                     const Approximation &approximation) {
  return schema::CreateApproximation(builder, approximation.iterations,
                                     approximation.threshold,
                                     approximation.thousandthsOfRows);
}

Offset<schema::OperandPlace> encode(FlatBufferBuilder &builder,
                                    const OperandPlace &place) {
  return schema::CreateOperandPlaceDirect(builder, place.operand.c_str(),
                                          place.location.c_str());
}

template <typename Table, typename Element>
std::vector<Offset<Table>> encodeAll(FlatBufferBuilder &builder,
                                     const std::vector<Element> &elements);

Offset<schema::Site> encode(FlatBufferBuilder &builder, const Site &site) {
  auto approximations =
      encodeAll<schema::Approximation>(builder, site.approximations);
  auto query = encode(builder, site.query);
  auto key = encode(builder, site.key);
  auto value = encode(builder, site.value);
  auto maskRows = encode(builder, site.maskRows);
  auto output = encode(builder, site.output);
  auto sortedRows = encode(builder, site.sortedRows);
  auto bias = encode(builder, site.bias);
  auto places = encodeAll<schema::OperandPlace>(builder, site.places);
  return schema::CreateSiteDirect(
      builder, site.name.c_str(), site.location.c_str(), site.rows, site.depth,
      site.valueDepth, site.heads, site.queries, site.mask.c_str(), site.scale,
      &approximations, query, key, value, maskRows, output, &site.formats,
      site.causalOffset, sortedRows, bias, &places);
}

template <typename Table, typename Element>
std::vector<Offset<Table>> encodeAll(FlatBufferBuilder &builder,
                                     const std::vector<Element> &elements) {
  std::vector<Offset<Table>> offsets;
  for (const Element &element : elements)
    offsets.push_back(encode(builder, element));
  return offsets;
}

/// FlatBuffers verifies how the length of a vector is aligned, not its
/// elements, so that these may lie anywhere.
template <typename T>
std::vector<T> decode(const flatbuffers::Vector<T> &vector) {
  std::vector<T> numbers(vector.size());
  if (!numbers.empty())
    std::memcpy(numbers.data(), vector.Data(), numbers.size() * sizeof(T));
  return numbers;
}

OperandInfo decode(const schema::OperandInfo &operand) {
  return {decode(*operand.sizes()), decode(*operand.strides()),
          operand.bytes()};
}

TensorInfo decode(const schema::TensorInfo &tensor) {
  return {tensor.name()->str(), tensor.element()->str(),
          decode(*tensor.shape())};
}

Approximation decode(const schema::Approximation &approximation) {
  return {approximation.iterations(), approximation.threshold(),
          approximation.thousandths_of_rows()};
}

OperandPlace decode(const schema::OperandPlace &place) {
  return {place.operand()->str(), place.location()->str()};
}

template <typename Element, typename Vector>
std::vector<Element> decodeAll(const Vector &vector);

Site decode(const schema::Site &site) {
  return {site.name()->str(),
          site.location()->str(),
          site.rows(),
          site.depth(),
          site.value_depth(),
          site.heads(),
          site.queries(),
          site.mask()->str(),
          site.scale(),
          decodeAll<Approximation>(*site.approximations()),
          site.causal_offset(),
          decode(*site.query()),
          decode(*site.key()),
          decode(*site.value()),
          decode(*site.mask_rows()),
          decode(*site.output()),
          decode(*site.sorted_rows()),
          decode(*site.bias()),
          decode(*site.formats()),
          decodeAll<OperandPlace>(*site.places()),
          {}};
}

template <typename Element, typename Vector>
std::vector<Element> decodeAll(const Vector &vector) {
  std::vector<Element> elements;
  for (const auto *element : vector)
    elements.push_back(decode(*element));
  return elements;
}

} // namespace

std::vector<uint8_t> a3::encodeMetadata(const Program &program) {
  FlatBufferBuilder builder;
  auto inputs = encodeAll<schema::TensorInfo>(builder, program.inputs);
  auto outputs = encodeAll<schema::TensorInfo>(builder, program.outputs);
  auto sites = encodeAll<schema::Site>(builder, program.sites);
  schema::FinishProgramBuffer(
      builder, schema::CreateProgramDirect(builder, program.machine.c_str(),
                                           program.entry.c_str(), &inputs,
                                           &outputs, program.target.c_str(),
                                           &sites, program.scratchBytes));
  auto bytes = builder.GetBufferSpan();
  return {bytes.begin(), bytes.end()};
}

Expected<Program> a3::decodeMetadata(std::span<const uint8_t> bytes) {
  flatbuffers::Verifier verifier(bytes.data(), bytes.size());
  if (!schema::VerifyProgramBuffer(verifier))
    return failure("the metadata does not follow the schema");
  const schema::Program &table = *schema::GetProgram(bytes.data());
  Program program{table.machine()->str(),
                  table.entry()->str(),
                  decodeAll<TensorInfo>(*table.inputs()),
                  decodeAll<TensorInfo>(*table.outputs()),
                  table.target()->str(),
                  decodeAll<Site>(*table.sites()),
                  table.scratch_bytes()};
  if (!std::ranges::equal(encodeMetadata(program), bytes))
    return failure("the metadata is not what the writer writes");
  return program;
}
