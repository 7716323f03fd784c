"""Pages of this floor: the sanction, its appointments and hours, the authority's inbox, the person's conditions."""
