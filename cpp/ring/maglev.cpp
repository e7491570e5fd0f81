#include "ring/maglev.hpp"

#include <cassert>

#include "ring/hash.hpp"

namespace edgecache {

Refusal Maglev::refuse(std::int64_t table_size) {
  if (table_size < 2 || table_size > kMaxTableSize) return Refusal::table_size_out_of_range;
  for (std::int64_t divisor = 2; divisor * divisor <= table_size; ++divisor) {
    if (table_size % divisor == 0) return Refusal::table_size_out_of_range;
  }
  return Refusal::none;
}

Refusal Maglev::add_server(std::string_view name, double weight) {
  return add_server_at(
      name, weight,
      {.offset = static_cast<std::uint32_t>(xxh64(name, kHashSeed) % size_),
       .skip = static_cast<std::uint32_t>(xxh64(name, kHashSeed + 1) % (size_ - 1)) + 1});
}

Refusal Maglev::add_server_at(std::string_view name, double weight, Walk walk) {
  const Refusal refusal = servers_.refuse_joining(name, weight);
  if (refusal != Refusal::none) return refusal;
  if (walk.offset >= size_ || walk.skip == 0 || walk.skip >= size_) {
    return Refusal::position_out_of_range;
  }
  const std::uint32_t slot = servers_.join(name, weight);
  walks_.resize(servers_.slot_count());
  walks_[slot] = walk;
  table_.clear();
  return Refusal::none;
}

Refusal Maglev::remove_server(std::string_view name) {
  const auto leaving = servers_.slot(name);
  if (!leaving) return Refusal::server_unknown;
  servers_.leave(*leaving);
  table_.clear();
  return Refusal::none;
}

Refusal Maglev::set_down(std::string_view name, bool down) {
  table_.clear();
  return servers_.set_down(name, down);
}

void Maglev::fill() const {
  struct Turn {
    std::uint32_t slot;
    std::uint32_t wants;  // the next entry of its order
    std::uint32_t skip;
    double weight;  // of all weights together
    double due;     // has its turn in the first round whose number times `weight` reaches this
  };
  std::vector<Turn> turns;
  double sum = 0;
  for (const std::uint32_t slot : servers_.by_name()) {
    if (!servers_.takes_part(slot)) continue;
    sum += servers_.weight(slot);
    turns.push_back({slot, walks_[slot].offset, walks_[slot].skip, servers_.weight(slot), 0});
  }
  double heaviest = 0;
  for (Turn& turn : turns) {
    turn.weight /= sum;
    if (turn.weight > heaviest) heaviest = turn.weight;
  }
  table_.assign(size_, kNoServer);
  if (turns.empty()) return;
  std::uint32_t filled = 0;
  for (std::uint32_t round = 1; filled < size_; ++round) {
    for (std::size_t i = 0; i < turns.size() && filled < size_; ++i) {
      Turn& turn = turns[i];
      if (round * turn.weight < turn.due) continue;
      turn.due += heaviest;
      const auto next = [&] {
        const std::uint32_t entry = turn.wants;
        const std::uint32_t left = size_ - turn.skip;
        turn.wants = entry < left ? entry + turn.skip : entry - left;
        return entry;
      };
      std::uint32_t entry = next();
      while (table_[entry] != kNoServer) entry = next();
      table_[entry] = turn.slot;
      ++filled;
    }
  }
}

void Maglev::place(std::span<const Position> hashes, std::span<std::uint32_t> out) const {
  assert(hashes.size() == out.size());
  const auto entries = table();
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = entries[hashes[i] % size_];
}

}  // namespace edgecache
