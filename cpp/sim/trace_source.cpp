#include "sim/trace_source.hpp"

#include "ring/hash.hpp"

namespace edgecache {

Refusal TraceSource::draw_from(std::int64_t objects, std::string_view skew, std::uint64_t seed) {
  auto drawn = Zipf::of(objects, skew);
  if (const auto* refusal = std::get_if<Refusal>(&drawn)) return *refusal;
  zipf_ = std::move(std::get<Zipf>(drawn));
  chance_ = SplitMix64(seed);
  return Refusal::none;
}

void TraceSource::draw(std::span<Object> out) {
  zipf_->draw(chance_, out);
  count(out);
}

void TraceSource::number(const PackedKeys& keys, std::span<Object> out) {
  hashes_.resize(out.size());
  hash_keys(keys, kHashSeed, hashes_);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string_view text(keys.bytes.data() + keys.offsets[i],
                                keys.offsets[i + 1] - keys.offsets[i]);
    out[i] = keys_.number(text, hashes_[i]);
  }
  distinct_ = keys_.size();
}

void TraceSource::count(std::span<const Object> objects) {
  for (const Object object : objects) {
    const std::size_t word = object / 64;
    if (met_.size() <= word) met_.resize(word + 1);
    const std::uint64_t bit = std::uint64_t{1} << object % 64;
    distinct_ += (met_[word] & bit) == 0 ? 1 : 0;
    met_[word] |= bit;
  }
}

}  // namespace edgecache
