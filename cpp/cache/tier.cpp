#include "cache/tier.hpp"

namespace edgecache {

void Tier::add(Object object, const Copy& copy) {
  const Slot slot = nodes_.add(object);
  if (copies_.size() < nodes_.slots()) copies_.resize(nodes_.slots());
  copies_[slot] = copy;
}

}  // namespace edgecache
