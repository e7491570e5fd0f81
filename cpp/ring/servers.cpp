#include "ring/servers.hpp"

#include <algorithm>

#include "ring/hash.hpp"

namespace edgecache {

Refusal Servers::refuse_joining(std::string_view name, double weight) const {
  if (name.empty()) return Refusal::server_name_empty;
  if (name.size() > kMaxTextBytes) return Refusal::text_too_long;
  if (slot(name)) return Refusal::server_exists;
  if (!(weight > 0 && weight <= kMaxWeight)) return Refusal::weight_out_of_range;  // NaN neither
  if (members_.size() == kMaxServers) return Refusal::servers_out_of_range;
  return Refusal::none;
}

std::size_t Servers::place_of(std::string_view name) const {
  std::size_t from = 0;
  for (std::size_t to = by_name_.size(); from < to;) {
    const std::size_t middle = from + (to - from) / 2;
    if (all_[by_name_[middle]].name < name) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

std::uint32_t Servers::join(std::string_view name, double weight) {
  const std::size_t place = place_of(name);
  if (!known_at(place, name)) {
    by_name_.insert(by_name_.begin() + static_cast<std::ptrdiff_t>(place), slot_count());
    all_.push_back({std::string(name), weight, true, false});
  }
  const std::uint32_t slot = by_name_[place];
  all_[slot].weight = weight;
  all_[slot].member = true;
  members_.push_back(slot);
  return slot;
}

void Servers::leave(std::uint32_t slot) {
  if (all_[slot].down) --down_count_;
  all_[slot].member = false;
  all_[slot].down = false;
  std::erase(members_, slot);
}

Refusal Servers::set_down(std::string_view name, bool down) {
  const auto known = slot(name);
  if (!known) return Refusal::server_unknown;
  if (all_[*known].down != down) down_count_ += down ? 1U : ~0U;
  all_[*known].down = down;
  return Refusal::none;
}

std::optional<std::uint32_t> Servers::slot(std::string_view name) const {
  const std::size_t place = place_of(name);
  if (!known_at(place, name) || !all_[by_name_[place]].member) return std::nullopt;
  return by_name_[place];
}

}  // namespace edgecache
